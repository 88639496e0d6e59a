package ai.kaapana.clinical.server.security;

import ai.kaapana.clinical.fhir.id.Owner;
import ai.kaapana.clinical.service.auth.RouteRule;
import ai.kaapana.clinical.service.auth.RouteRules;
import ai.kaapana.clinical.service.config.IdentityProperties;
import ai.kaapana.clinical.service.config.SecurityProperties;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.util.HashSet;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who gets in ({@code RouteRules}), what is offered, and who may write what. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  @Bean
  RouteRules fhirRoutes() {
    var feeders =
        RouteRule.peopleNotebooksAnd(
            null,
            "/fhir/**",
            Owner.LINKER.component(),
            Owner.IMPORTER.component(),
            Owner.ADAPTER.component());
    var tokens = RouteRule.people(null, "/fhir/$notebook-token/**");
    return () -> List.of(tokens, feeders);
  }

  @Bean
  SmartInitializingSingleton guards(
      IInterceptorService interceptors,
      DaoRegistry daos,
      JdbcClient jdbc,
      IdentityProperties identity,
      SecurityProperties security) {
    var patientSystems = new HashSet<>(identity.issuers().values());
    patientSystems.add(identity.patientSystem());
    var ownership = new Ownership(patientSystems);
    return () ->
        interceptors.registerInterceptors(
            List.of(
                new PatientPrecondition(),
                new OwnerCheck(
                    ownership,
                    new Writers(security.insecureLoopback()),
                    new ProvenanceTargets(ownership, daos)),
                new AuthorCheck(ownership, new Authors(jdbc))));
  }
}

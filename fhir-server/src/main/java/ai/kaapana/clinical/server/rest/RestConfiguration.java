package ai.kaapana.clinical.server.rest;

import ai.kaapana.clinical.server.types.ResourceTypes;
import ai.kaapana.clinical.service.config.HttpProperties;
import ai.kaapana.clinical.service.config.IdentityProperties;
import ai.kaapana.clinical.service.problem.ProblemWriter;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.narrative2.NullNarrativeGenerator;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The FHIR endpoint {@code /fhir}: what is registered here is all there is. */
@Configuration(proxyBeanMethods = false)
class RestConfiguration {

  private static final String PATTERN = "/fhir/*";

  @Bean
  DatabaseBackedPagingProvider paging(FhirLimits limits) {
    var paging = new DatabaseBackedPagingProvider();
    paging.setDefaultPageSize(limits.defaultPage());
    paging.setMaximumPageSize(limits.page());
    return paging;
  }

  @Bean
  RestfulServer restfulServer(
      FhirContext context,
      DaoRegistry daos,
      IFhirSystemDao<Bundle, Meta> system,
      DatabaseBackedPagingProvider paging,
      ISearchParamRegistry searchParameters,
      IdentityProperties identity,
      List<FhirOperationProvider> operations,
      List<EndpointInterceptor> interceptors) {
    context.setNarrativeGenerator(new NullNarrativeGenerator());
    var server = new RestfulServer(context);
    server.setServerName("fhir-server of clinical data for Kaapana");
    server.setImplementationDescription("One project of Kaapana");
    server.setDefaultResponseEncoding(EncodingEnum.JSON);
    server.setServerAddressStrategy(new RequestAddress());
    server.setPagingProvider(paging);
    server.setServerConformanceProvider(
        new ServerCapabilities(server, searchParameters, identity.patientSystem()));
    ResourceTypes.SERVED.stream()
        .sorted()
        .map(type -> new StoreResourceProvider<>(daos.getResourceDao(type)))
        .forEach(server::registerProvider);
    server.registerProvider(new TransactionProvider(system));
    operations.forEach(server::registerProvider);
    server.registerInterceptor(new ErrorTranslation());
    interceptors.forEach(server::registerInterceptor);
    return server;
  }

  @Bean
  ServletRegistrationBean<RestfulServer> fhirServlet(RestfulServer server, HttpProperties http) {
    var registration = new ServletRegistrationBean<>(server, http.servletMappings(PATTERN));
    registration.setName("fhir");
    registration.setLoadOnStartup(1);
    return registration;
  }

  /** Behind the token check, so that only callers with a token learn anything. */
  @Bean
  FilterRegistrationBean<FrontDoor> frontDoor(
      ProblemWriter problems, FhirLimits limits, HttpProperties http) {
    var bean = new FilterRegistrationBean<>(new FrontDoor(problems, limits.body().toBytes()));
    bean.addUrlPatterns(http.servletMappings(PATTERN));
    bean.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
    return bean;
  }
}

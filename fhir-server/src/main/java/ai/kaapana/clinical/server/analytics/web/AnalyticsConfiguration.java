package ai.kaapana.clinical.server.analytics.web;

import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.server.analytics.store.HapiTables;
import ai.kaapana.clinical.server.analytics.store.SnapshotReader;
import ai.kaapana.clinical.server.analytics.table.ViewerLink;
import ai.kaapana.clinical.service.config.IdentityProperties;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the joint table to the database and to the FHIR endpoint. */
@Configuration(proxyBeanMethods = false)
class AnalyticsConfiguration {

  @Bean
  SnapshotReader snapshotReader(DataSource dataSource, IdentityProperties identity) {
    List<String> systems =
        Stream.concat(
                Stream.of(identity.patientSystem()), identity.issuers().values().stream().sorted())
            .distinct()
            .toList();
    return new SnapshotReader(new HapiTables(dataSource), systems);
  }

  @Bean
  AnalyticsOperations analyticsOperations(
      SnapshotReader snapshots, AnalyticsProperties properties, CohortStore cohorts) {
    return new AnalyticsOperations(
        snapshots,
        ConceptLibrary.load(),
        new ViewerLink(properties.viewerUrl()),
        cohorts,
        properties.concurrent());
  }

  @Bean
  CohortStore cohortStore(IFhirSystemDao<Bundle, Meta> system, DaoRegistry daos) {
    return new CohortStore(system, daos, Clock.systemUTC());
  }
}

package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.fhir.phi.SubjectHash;
import ai.kaapana.clinical.importer.mapping.language.MappingReader;
import ai.kaapana.clinical.service.config.IdentityProperties;
import ai.kaapana.clinical.service.job.Jobs;
import ai.kaapana.clinical.service.objectstore.ObjectArrived;
import ai.kaapana.clinical.service.objectstore.ObjectStore;
import ai.kaapana.clinical.service.store.FhirStore;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the parts of an import together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ImportProperties.class, IdentityProperties.class})
class RunConfiguration {

  @Bean
  Tables tables(JdbcTemplate jdbc, ObjectMapper json, Clock clock) {
    var client = JdbcClient.create(jdbc);
    return new Tables(
        new ImportTable(client, json, clock),
        new RowTable(jdbc),
        new FindingTable(jdbc),
        new FingerprintTable(jdbc),
        new WriteTable(jdbc),
        new MappingTable(client, clock));
  }

  @Bean
  MappingStore mappingStore(Tables tables) {
    return new MappingStore(tables.mappings(), new MappingReader(ConceptLibrary.load()));
  }

  @Bean
  UnitMaker unitMaker(Tables tables, JdbcClient jdbc, IdentityProperties identity, Clock clock) {
    var hash = new SubjectHash(new SecretTable(jdbc).secret());
    return new UnitMaker(tables.rows(), hash, identity.patientSystem(), clock);
  }

  @Bean
  Previewer previewer(
      Tables tables,
      UnitMaker units,
      FhirStore store,
      ImportProperties properties,
      IdentityProperties identity) {
    return new Previewer(tables, units, store, properties, identity.patientSystem());
  }

  @Bean
  ImportParts importParts(
      Tables tables, Previewer previewer, MappingStore mappings, ImportProperties properties) {
    var files = new TableFiles(properties.limits().table());
    return new ImportParts(
        new Spool(properties.spool()),
        new Stager(tables.rows(), tables.findings(), files),
        previewer,
        mappings,
        new MappingFinder(mappings, files));
  }

  @Bean
  Imports imports(
      Tables tables,
      ImportParts parts,
      FhirStore store,
      Jobs jobs,
      TransactionTemplate transaction,
      Clock clock,
      ImportProperties properties,
      IdentityProperties identity) {
    return new Imports(
        tables, parts, store, jobs, transaction, clock, properties, identity.patientSystem());
  }

  @Bean
  WaitingRows waitingRows(
      Tables tables, ImportParts parts, Imports imports, ImportProperties properties) {
    return new WaitingRows(
        tables, parts.previewer(), parts.mappings(), imports, properties.waiting().interval());
  }

  @Bean
  ObjectArrived pickup(
      Imports imports, ObjectProvider<ObjectStore> store, ImportProperties properties) {
    return new Pickup(imports, store, properties.pickup().autoCommit());
  }

  @Bean
  CommitHandler commitHandler(
      Tables tables,
      UnitMaker units,
      Previewer previewer,
      MappingStore mappings,
      FhirStore store,
      DataSource source,
      TransactionTemplate transaction,
      ObjectMapper json,
      ImportProperties properties,
      IdentityProperties identity,
      @Value("${clinical.security.component:import-service}") String component,
      @Value("${info.version:development}") String version) {
    var settings =
        new ImportSettings(identity.patientSystem(), component, version, properties.packPatients());
    return new CommitHandler(
        tables, units, previewer, mappings, store, source, transaction, json, settings);
  }

  @Bean
  UndoHandler undoHandler(
      Tables tables,
      MappingStore mappings,
      FhirStore store,
      DataSource source,
      TransactionTemplate transaction) {
    return new UndoHandler(tables, mappings, store, source, transaction);
  }
}

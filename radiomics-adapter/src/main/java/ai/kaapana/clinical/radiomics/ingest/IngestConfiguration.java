package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.RadiomicsProperties;
import ai.kaapana.clinical.radiomics.feature.FeatureCatalogue;
import ai.kaapana.clinical.radiomics.mapping.PanelMapper;
import ai.kaapana.clinical.radiomics.reader.ReaderLimits;
import ai.kaapana.clinical.radiomics.reader.ResultReader;
import ai.kaapana.clinical.service.config.IdentityProperties;
import ai.kaapana.clinical.service.job.Jobs;
import ai.kaapana.clinical.service.store.FhirStore;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the parts of the adapter together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RadiomicsProperties.class)
class IngestConfiguration {

  private static final String UNRELEASED = "development";

  @Bean
  FeatureCatalogue featureCatalogue() {
    return FeatureCatalogue.load();
  }

  @Bean
  ResultReader resultReader(RadiomicsProperties properties) {
    var limits = properties.limits();
    return new ResultReader(
        new ReaderLimits(
            limits.columns(), limits.cellCharacters(), limits.recordCharacters(), limits.rows()));
  }

  @Bean
  Passes.Tables tables(JdbcClient jdbc, ObjectMapper json) {
    return new Passes.Tables(
        new Spool(jdbc),
        new IngestTable(jdbc, json),
        new UnitTable(jdbc, json),
        new FingerprintTable(jdbc));
  }

  @Bean
  Waits waits(RadiomicsProperties properties) {
    return new Waits(properties.retry().first(), properties.retry().longest());
  }

  @Bean
  UnitProcessor unitProcessor(
      FeatureCatalogue catalogue,
      Passes.Tables tables,
      RadiomicsProperties properties,
      IdentityProperties identity,
      Waits waits,
      Clock clock) {
    var version = getClass().getPackage().getImplementationVersion();
    var writer =
        new PanelWriter(
            new PanelMapper(catalogue, properties.promoted()),
            tables.units(),
            new Replacements(tables.fingerprints()),
            version == null ? UNRELEASED : version,
            clock);
    return new UnitProcessor(
        new Notes(catalogue),
        tables.fingerprints(),
        tables.units(),
        writer,
        new UnitProcessor.Environment(identity.patientSystem(), properties.promoted(), waits),
        clock);
  }

  @Bean
  Passes passes(
      ResultReader reader,
      FeatureCatalogue catalogue,
      Passes.Tables tables,
      UnitProcessor processor,
      FhirStore store,
      TransactionTemplate transaction,
      Clock clock,
      RadiomicsProperties properties) {
    return new Passes(
        reader, catalogue, tables, processor, store, transaction, clock, properties.rowsAtOnce());
  }

  @Bean
  Intake intake(
      ResultReader reader,
      FeatureCatalogue catalogue,
      Passes.Tables tables,
      Jobs jobs,
      TransactionTemplate transaction,
      Clock clock) {
    return new Intake(reader, catalogue, tables, jobs, transaction, clock);
  }

  @Bean
  Preview preview(
      ResultReader reader,
      FeatureCatalogue catalogue,
      FhirStore store,
      IdentityProperties identity) {
    return new Preview(reader, catalogue, store, identity.patientSystem());
  }

  @Bean
  Ingests ingests(Passes.Tables tables, Jobs jobs) {
    return new Ingests(tables, jobs);
  }
}

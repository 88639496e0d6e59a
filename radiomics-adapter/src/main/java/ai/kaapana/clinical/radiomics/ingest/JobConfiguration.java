package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.RadiomicsProperties;
import ai.kaapana.clinical.service.job.JobHandler;
import ai.kaapana.clinical.service.job.Jobs;
import ai.kaapana.clinical.service.job.RecurringWork;
import ai.kaapana.clinical.service.objectstore.ObjectArrived;
import ai.kaapana.clinical.service.objectstore.ObjectStore;
import ai.kaapana.clinical.service.store.FhirStore;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** The jobs of the adapter, and what starts them by itself. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

  private static final String USER = "radiomics-adapter";

  @Bean
  JobHandler ingestJob(Passes passes, Passes.Tables tables, ObjectProvider<Jobs> jobs) {
    return new IngestJob(
        passes,
        tables.ingests(),
        user -> jobs.getObject().submit(WithdrawJob.KIND, Map.of(), user, WithdrawJob.KIND));
  }

  @Bean
  JobHandler retryWaitingJob(Passes passes, Passes.Tables tables, Clock clock) {
    return new RetryWaitingJob(passes, tables.ingests(), tables.units(), clock);
  }

  @Bean
  JobHandler replayJob(Passes passes, Passes.Tables tables) {
    return new ReplayJob(passes, tables.ingests(), tables.units());
  }

  @Bean
  JobHandler reingestJob(Passes passes, Passes.Tables tables, FhirStore store) {
    return new ReingestJob(passes, tables.ingests(), tables.units(), store);
  }

  @Bean
  JobHandler withdrawJob(
      Passes.Tables tables,
      FhirStore store,
      TransactionTemplate transaction,
      Waits waits,
      Clock clock) {
    return new WithdrawJob(tables.fingerprints(), tables.units(), store, transaction, waits, clock);
  }

  /** The library switches the pick-up on only where an object store is configured. */
  @Bean
  @ConditionalOnProperty("clinical.object-store.endpoint")
  ObjectArrived bucketPickup(
      ObjectProvider<ObjectStore> store, Intake intake, RadiomicsProperties properties) {
    return object ->
        new BucketPickup(store.getObject(), intake, properties.pickup()).arrived(object);
  }

  @Bean
  RecurringWork retryWork(
      Jobs jobs, Passes.Tables tables, RadiomicsProperties properties, Clock clock) {
    return new Recurring(
        RetryWaitingJob.KIND,
        properties.retry().interval(),
        () -> {
          if (!tables.units().due(clock.instant(), 1).isEmpty()) {
            jobs.submit(RetryWaitingJob.KIND, Map.of(), USER, RetryWaitingJob.KIND);
          }
        });
  }

  @Bean
  RecurringWork withdrawWork(Jobs jobs, Passes.Tables tables, RadiomicsProperties properties) {
    return new Recurring(
        WithdrawJob.KIND,
        properties.withdrawInterval(),
        () -> {
          if (!tables.fingerprints().after("", 1).isEmpty()) {
            jobs.submit(WithdrawJob.KIND, Map.of(), USER, WithdrawJob.KIND);
          }
        });
  }

  @Bean
  @ConditionalOnProperty("clinical.radiomics.retention")
  RecurringWork retentionWork(Passes.Tables tables, RadiomicsProperties properties, Clock clock) {
    var retention = Objects.requireNonNull(properties.retention());
    return new Recurring(
        "retention",
        properties.withdrawInterval(),
        () -> tables.spool().removeBefore(clock.instant().minus(retention)));
  }
}

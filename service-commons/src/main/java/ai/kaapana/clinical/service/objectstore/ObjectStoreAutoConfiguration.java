package ai.kaapana.clinical.service.objectstore;

import ai.kaapana.clinical.service.job.JobAutoConfiguration;
import ai.kaapana.clinical.service.job.Jobs;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The object store, where one is configured, and the pick-up for a service that declares {@link
 * ObjectArrived}.
 */
@AutoConfiguration(after = JobAutoConfiguration.class)
@EnableConfigurationProperties({ObjectStoreProperties.class, CallerBucketsProperties.class})
public class ObjectStoreAutoConfiguration {

  @Bean
  @ConditionalOnProperty("clinical.object-store.endpoint")
  ObjectStore objectStore(ObjectStoreProperties settings, Clock clock) {
    return ObjectStore.of(settings, clock);
  }

  @Bean
  @ConditionalOnProperty("clinical.caller-buckets.endpoint")
  CallerBuckets callerBuckets(CallerBucketsProperties settings, Clock clock) {
    return new CallerBuckets(settings, clock);
  }

  @Bean
  @ConditionalOnBean({ObjectArrived.class, ObjectStore.class, Jobs.class})
  PrefixPoller prefixPoller(
      ObjectStore store,
      JdbcClient jdbc,
      ObjectArrived handler,
      ObjectStoreProperties settings,
      Clock clock) {
    return new PrefixPoller(store, new SeenObjects(jdbc, clock, store.bucket()), handler, settings);
  }
}

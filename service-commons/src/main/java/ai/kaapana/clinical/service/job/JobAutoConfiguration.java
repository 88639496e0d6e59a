package ai.kaapana.clinical.service.job;

import ai.kaapana.clinical.service.config.HttpProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Durable jobs for a service with a database; off with {@code clinical.jobs.enabled=false}. */
@AutoConfiguration(
    after = {
      FlywayAutoConfiguration.class,
      JacksonAutoConfiguration.class,
      JdbcClientAutoConfiguration.class,
      TransactionAutoConfiguration.class
    })
@ConditionalOnProperty(name = "clinical.jobs.enabled", matchIfMissing = true)
@EnableConfigurationProperties(JobProperties.class)
public class JobAutoConfiguration {

  @Bean
  JobTable jobTable(JdbcClient jdbc, ObjectMapper json, Clock clock) {
    return new JobTable(jdbc, json, clock);
  }

  @Bean
  JobRunner jobRunner(
      JobTable table,
      ObjectMapper json,
      Clock clock,
      JobProperties settings,
      ObjectProvider<MeterRegistry> meters) {
    JobMeters ended = new JobMeters(meters.getIfAvailable(SimpleMeterRegistry::new));
    return new JobRunner(table, json, clock, settings.maxInterruptions(), ended);
  }

  @Bean
  @DependsOnDatabaseInitialization
  JobSchedule jobSchedule(
      DataSource dataSource,
      PlatformTransactionManager transactions,
      JobTable table,
      JobRunner runner,
      ObjectProvider<JobHandler> handlers,
      ObjectProvider<RecurringWork> recurring,
      JobProperties settings,
      Clock clock) {
    return new JobSchedule(
        dataSource,
        new TransactionTemplate(transactions),
        table,
        runner,
        handlers,
        recurring,
        settings,
        clock);
  }

  @Bean
  Jobs jobs(
      JobTable table, JobSchedule schedule, PlatformTransactionManager transactions, Clock clock) {
    return new Jobs(table, schedule, new TransactionTemplate(transactions), clock);
  }

  @Bean
  JobAnswers jobAnswers(HttpProperties http) {
    return new JobAnswers(http);
  }

  @Bean
  JobController jobController(Jobs jobs, JobAnswers answers) {
    return new JobController(jobs, answers);
  }

  @Bean
  RecurringWork jobRetention(JobTable table, JobProperties settings, Clock clock) {
    return new RecurringWork() {
      @Override
      public String name() {
        return "job-retention";
      }

      @Override
      public Duration interval() {
        return Duration.ofHours(6);
      }

      @Override
      public void run() {
        table.purge(clock.instant().minus(settings.retention()));
      }
    };
  }
}

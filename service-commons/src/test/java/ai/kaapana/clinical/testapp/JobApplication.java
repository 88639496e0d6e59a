package ai.kaapana.clinical.testapp;

import ai.kaapana.clinical.service.job.Jobs;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** A service with jobs; also a process of its own that a test can kill. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class JobApplication {

  /**
   * Starts a process of its own whose first job kills it; the argument is the folder for the job's
   * traces.
   */
  public static void main(String[] arguments) {
    List<String> settings = List.of(arguments);
    ConfigurableApplicationContext application = start(settings.subList(1, settings.size()));
    application
        .getBean(Jobs.class)
        .submit(TestJobs.KIND, new TestJobs.Trial("halt", settings.get(0)), "alice", null);
  }

  /** Starts the application; {@code settings} are {@code key=value}. */
  public static ConfigurableApplicationContext start(List<String> settings) {
    SpringApplication application = new SpringApplication(JobApplication.class);
    return application.run(settings.stream().map(setting -> "--" + setting).toArray(String[]::new));
  }

  /** The settings of every such service. */
  public static List<String> settings(String... more) {
    return Stream.concat(
            Stream.of(
                "clinical.security.component=import-service",
                "clinical.security.insecure-loopback=true",
                "clinical.http.api-path=/trial/api/v1",
                "clinical.jobs.poll-interval=200ms",
                "clinical.jobs.heartbeat=250ms",
                "server.address=127.0.0.1",
                "server.port=0"),
            Arrays.stream(more))
        .toList();
  }

  @Bean
  TestJobs testJobs() {
    return new TestJobs();
  }
}

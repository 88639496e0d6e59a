package ai.kaapana.clinical.service.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * The settings of the framework that all services share: JSON logs, closed actuator, limits,
 * orderly end. They have the lowest precedence, so that a service or an operator can set each of
 * them otherwise.
 */
public final class SharedDefaults implements EnvironmentPostProcessor {

  private static final String SOURCE = "sharedDefaults";
  private static final String FLAG = "insecure-loopback";

  /** Needs an address; a service without jobs and without one has no database. */
  private static final String DATABASE =
      "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Map<String, Object> defaults = new LinkedHashMap<>();
    logging(
        defaults,
        environment.getProperty("clinical.security.component", "service"),
        version(application));
    actuator(defaults);
    http(defaults);
    database(defaults, environment);
    if (environment.containsProperty(FLAG)) {
      defaults.put("clinical.security.insecure-loopback", "true");
    }
    environment.getPropertySources().addLast(new MapPropertySource(SOURCE, defaults));
  }

  private static void database(Map<String, Object> defaults, ConfigurableEnvironment environment) {
    boolean jobs = environment.getProperty("clinical.jobs.enabled", Boolean.class, true);
    if (jobs) {
      // our shared tables have the versions 1 to 99 and a service's own start at 100
      defaults.put("spring.flyway.locations", "classpath:db/commons");
      defaults.put("spring.flyway.out-of-order", "true");
    } else if (!environment.containsProperty("spring.datasource.url")) {
      defaults.put("spring.autoconfigure.exclude", DATABASE);
    }
  }

  private static void logging(Map<String, Object> defaults, String component, String version) {
    defaults.put("spring.application.name", component);
    defaults.put("spring.main.banner-mode", "off");
    defaults.put("spring.main.log-startup-info", "false");
    defaults.put("logging.structured.format.console", "logstash");
    defaults.put("logging.structured.json.add.service", component);
    defaults.put("logging.structured.json.add.version", version);
    defaults.put("logging.structured.json.exclude", "@version,level_value");
    defaults.put("logging.structured.json.stacktrace.printer", QuietStackTrace.class.getName());
    defaults.put("info.component", component);
    defaults.put("info.version", version);
  }

  private static void actuator(Map<String, Object> defaults) {
    defaults.put("management.endpoints.web.exposure.include", "health,info,prometheus");
    defaults.put("management.endpoint.health.probes.enabled", "true");
    defaults.put("management.endpoint.health.show-details", "never");
    defaults.put("management.endpoint.health.show-components", "never");
    defaults.put("management.endpoint.health.group.readiness.include", "*");
    defaults.put("management.health.diskspace.enabled", "false");
    defaults.put("management.info.env.enabled", "true");
    defaults.put("management.metrics.tags.component", "${clinical.security.component:service}");
  }

  private static void http(Map<String, Object> defaults) {
    defaults.put("server.shutdown", "graceful");
    defaults.put("spring.lifecycle.timeout-per-shutdown-phase", "20s");
    defaults.put("server.error.include-message", "never");
    defaults.put("server.error.include-stacktrace", "never");
    defaults.put("server.error.whitelabel.enabled", "false");
    // tokens that list many projects, forwarded beside the cookies they came in
    defaults.put("server.max-http-request-header-size", "32KB");
    defaults.put("server.forward-headers-strategy", "none");
    defaults.put("spring.servlet.multipart.max-file-size", "1GB");
    defaults.put("spring.servlet.multipart.max-request-size", "1GB");
    defaults.put("spring.servlet.multipart.file-size-threshold", "1MB");
    defaults.put("spring.jackson.deserialization.fail-on-unknown-properties", "true");
    defaults.put("spring.mvc.async.request-timeout", "30m");
  }

  private static String version(SpringApplication application) {
    Class<?> main = application.getMainApplicationClass();
    // in tests the main class is that of the test runner
    boolean ours = main != null && main.getName().startsWith("ai.kaapana.");
    @Nullable String stated = ours ? main.getPackage().getImplementationVersion() : null;
    return stated == null ? "development" : stated;
  }
}

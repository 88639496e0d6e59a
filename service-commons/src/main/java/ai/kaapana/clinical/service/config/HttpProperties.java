package ai.kaapana.clinical.service.config;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service is reached.
 *
 * @param basePath the prefix of the ingress, without a slash at its end; empty = none. Routes are
 *     answered with and without it
 * @param apiPath the path of the service's own REST API, for example {@code /linker/api/v1}
 * @param portFile where the port is written once the service listens; absent = nowhere
 * @param metricsOpen whether {@code /actuator/prometheus} is answered without a token; otherwise
 *     only to callers on the same machine
 */
@ConfigurationProperties("clinical.http")
public record HttpProperties(
    @DefaultValue("") String basePath,
    @DefaultValue("/api/v1") String apiPath,
    @Nullable Path portFile,
    @DefaultValue("false") boolean metricsOpen) {

  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

  public HttpProperties {
    if (basePath.equals("/")) {
      basePath = "";
    }
    check("clinical.http.base-path", basePath.isEmpty() ? "/none" : basePath);
    check("clinical.http.api-path", apiPath);
  }

  private static void check(String key, String path) {
    if (!PATH.matcher(path).matches()) {
      throw new ConfigurationException(
          key,
          "is not a path",
          "Write a path that starts with a slash, ends without one and has no blanks, for example"
              + " /linker/api/v1.");
    }
  }

  /**
   * The URL patterns under which a servlet of its own must be registered so that it is reached with
   * and without the prefix.
   *
   * <p>Why: the container chooses the servlet before any filter can cut the prefix.
   */
  public String[] servletMappings(String pattern) {
    return basePath.isEmpty() ? new String[] {pattern} : new String[] {pattern, basePath + pattern};
  }
}

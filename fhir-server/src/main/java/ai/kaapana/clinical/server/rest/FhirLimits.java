package ai.kaapana.clinical.server.rest;

import ai.kaapana.clinical.service.config.ConfigurationException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the FHIR endpoint.
 *
 * @param body largest body of a request
 * @param entries most entries of a bundle
 * @param page most matches on one page; a larger {@code _count} gives this many and a link to more
 * @param defaultPage matches on a page when the search names no {@code _count}
 */
@ConfigurationProperties("clinical.fhir-server.limits")
public record FhirLimits(
    @DefaultValue("32MB") DataSize body,
    @DefaultValue("2000") int entries,
    @DefaultValue("1000") int page,
    @DefaultValue("100") int defaultPage) {

  public FhirLimits {
    if (body.toBytes() < 1 || entries < 1 || page < 1 || defaultPage < 1 || defaultPage > page) {
      throw new ConfigurationException(
          "clinical.fhir-server.limits",
          "holds a limit below 1, or a default page above the largest",
          "Leave the limits out, or set sizes of at least 1 with default-page at most page.");
    }
  }
}

package ai.kaapana.clinical.service.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the FHIR store is.
 *
 * @param baseUrl the FHIR base, for example {@code http://127.0.0.1:8080/fhir}, without a slash at
 *     its end
 */
@ConfigurationProperties("clinical.fhir")
public record FhirProperties(@Nullable URI baseUrl) {

  public FhirProperties {
    if (baseUrl == null) {
      throw new ConfigurationException(
          "clinical.fhir.base-url",
          "is missing",
          "Set it to the FHIR base of fhir-server, for example"
              + " http://clinical-fhir-server:8080/fhir.");
    }
    baseUrl = SisterUrl.check("clinical.fhir.base-url", baseUrl);
  }
}

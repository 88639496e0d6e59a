package ai.kaapana.clinical.service.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The one identifier system of PatientIDs of an installation.
 *
 * @param patientSystem the system; the same in all services of an installation
 * @param issuers IssuerOfPatientID to the system used instead; empty = the issuer is kept as
 *     assigner only
 */
@ConfigurationProperties("clinical.identity")
public record IdentityProperties(
    @DefaultValue(IdentityProperties.DEFAULT_PATIENT_SYSTEM) String patientSystem,
    @DefaultValue Map<String, String> issuers) {

  /** The system of an installation that configures none. */
  public static final String DEFAULT_PATIENT_SYSTEM =
      "https://kaapana.ai/fhir/clinical/sid/patient-id";

  public IdentityProperties {
    checkUri("clinical.identity.patient-system", patientSystem);
    issuers.forEach((issuer, system) -> checkUri("clinical.identity.issuers", system));
    issuers = Map.copyOf(issuers);
  }

  private static void checkUri(String key, String value) {
    try {
      if (!value.isBlank() && new URI(value).isAbsolute()) {
        return;
      }
    } catch (URISyntaxException e) {
      // falls through to the message below, which is the same for all malformed values
    }
    throw new ConfigurationException(
        key,
        "is not an absolute URI",
        "Write an absolute URI, for example " + DEFAULT_PATIENT_SYSTEM + ".");
  }
}

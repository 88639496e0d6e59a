package ai.kaapana.clinical.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.Clinical;
import org.junit.jupiter.api.Test;

class FhirValidationTest {

  private static String observation(String system, String unitCode) {
    return """
        {"resourceType": "Observation", "id": "o1", "status": "final",
         "extension": [{"url": "%s", "valueString": "x"}],
         "code": {"coding": [{"system": "%s", "code": "whatever"}, {"system": "http://loinc.org", "code": "718-7"}]},
         "subject": {"reference": "Patient/p1"},
         "effectiveDateTime": "2024-05-01",
         "valueQuantity": {"value": 12.5, "unit": "g/dL", "system": "http://unitsofmeasure.org", "code": "%s"}}
        """
        .formatted(Clinical.extension("stated"), system, unitCode);
  }

  @Test
  void acceptsOurExtensionsAndCodeSystems() {
    assertThat(FhirValidation.errors(observation(Clinical.codeSystem("concept"), "g/dL")))
        .isEmpty();
  }

  @Test
  void findsUnknownElementMissingElementAndWrongCode() {
    assertThat(FhirValidation.errors("{\"resourceType\": \"Observation\", \"colour\": \"red\"}"))
        .anyMatch(error -> error.contains("colour"))
        .anyMatch(error -> error.contains("status"));
    assertThat(FhirValidation.errors("{\"resourceType\": \"Patient\", \"gender\": \"m\"}"))
        .anyMatch(error -> error.contains("gender"));
  }

  @Test
  void findsUnitThatIsNoUcum() {
    assertThat(
            FhirValidation.errors(
                observation(Clinical.codeSystem("concept"), "gramms per deciliter")))
        .isNotEmpty();
  }

  @Test
  void findsCodeSystemThatIsNotListed() {
    assertThat(FhirValidation.errors(observation("https://example.org/unknown", "g/dL")))
        .isNotEmpty();
  }
}

package ai.kaapana.clinical.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceCopiesTest {

  private static final String ID =
      ResourceIds.of(IdSpace.OBSERVATION_FACT, "set", "set-000000", "lab:718-7", "single");
  private static final String OBSERVATION =
      """
      {"resourceType": "Observation", "id": "%s",
       "meta": {"versionId": "3", "lastUpdated": "2020-01-01T00:00:00Z", "tag": [{"code": "set"}]},
       "identifier": [{"system": "%s", "value": "set\\u001fset-000000\\u001flab:718-7\\u001fsingle"}],
       "subject": {"reference": "Patient/%s"},
       "valueQuantity": {"value": 12.5}}
      """
          .formatted(
              ID,
              IdSpace.OBSERVATION_FACT.system(),
              ResourceIds.patient(IdSpace.DEFAULT_PATIENT, "set-000000"));

  @Test
  void derivesIdsAndReferencesOfTheOtherPatient() throws JsonProcessingException {
    JsonNode template = Rest.JSON.readTree(OBSERVATION);
    var copy = new ResourceCopies(List.of(template), "set", "set-000000").of("other", 7).getFirst();

    assertThat(copy.path("id").asText())
        .isEqualTo(
            ResourceIds.of(
                IdSpace.OBSERVATION_FACT, "other", "other-000007", "lab:718-7", "single"));
    assertThat(copy.path("subject").path("reference").asText())
        .isEqualTo("Patient/" + ResourceIds.patient(IdSpace.DEFAULT_PATIENT, "other-000007"));
    assertThat(copy.path("meta").toString()).isEqualTo("{\"tag\":[{\"code\":\"other\"}]}");
    assertThat(copy.path("valueQuantity").path("value").asText()).isEqualTo("12.57");
  }
}

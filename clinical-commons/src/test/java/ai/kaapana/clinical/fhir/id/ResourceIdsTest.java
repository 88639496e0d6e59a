package ai.kaapana.clinical.fhir.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ResourceIdsTest {

  /** Computed with another program from the text of contract 1. */
  @Test
  void givesTheIdsOfTheContract() {
    assertThat(ResourceIds.patient(IdSpace.DEFAULT_PATIENT, "007"))
        .isEqualTo("pa7cbe7123837820a398dc5c86dc6135f");
    assertThat(ResourceIds.study("1.2.3")).isEqualTo("idbb3954dfde4ef09388c49eef47ffa15");
    assertThat(ResourceIds.of(IdSpace.OBSERVATION_FACT, "DS", "007", "tnm.T", "single"))
        .isEqualTo("o29ecf3b21dc6564ca57bc7d1757dd500");
  }

  @Test
  void keepsLeadingZerosAndCaseOfPatientIds() {
    assertThat(ResourceIds.patient(IdSpace.DEFAULT_PATIENT, "007"))
        .isNotEqualTo(ResourceIds.patient(IdSpace.DEFAULT_PATIENT, "7"));
    assertThat(ResourceIds.patient(IdSpace.DEFAULT_PATIENT, "a"))
        .isNotEqualTo(ResourceIds.patient(IdSpace.DEFAULT_PATIENT, "A"));
  }

  @Test
  void comparesPatientIdsAfterNfcAndWithoutOuterBlanks() {
    var composed = ResourceIds.patient(IdSpace.DEFAULT_PATIENT, "M\u00fcller");
    assertThat(ResourceIds.patient(IdSpace.DEFAULT_PATIENT, " Mu\u0308ller ")).isEqualTo(composed);
  }

  @Test
  void refusesBlankParts() {
    assertThatThrownBy(() -> ResourceIds.of(IdSpace.PANEL, "1.2", " ", "1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ResourceIds.patient(IdSpace.DEFAULT_PATIENT, "\t"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hasOneLetterPerResourceType() {
    var letters =
        Arrays.stream(IdSpace.values())
            .collect(
                Collectors.groupingBy(
                    IdSpace::resourceType,
                    Collectors.mapping(IdSpace::letter, Collectors.toSet())));
    assertThat(letters.values()).allSatisfy(set -> assertThat(set).hasSize(1));
    assertThat(
            letters.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey)))
        .hasSameSizeAs(letters);
  }
}

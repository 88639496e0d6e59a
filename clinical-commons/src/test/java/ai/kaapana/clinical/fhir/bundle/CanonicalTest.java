package ai.kaapana.clinical.fhir.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.Test;

class CanonicalTest {

  @Test
  void whatTheStoreAddsDoesNotCount() {
    var mine = observation("1.10");
    var stored = observation("1.10");
    stored
        .getMeta()
        .setVersionId("7")
        .setLastUpdatedElement(new org.hl7.fhir.r4.model.InstantType("2026-01-01T00:00:00Z"));
    assertThat(Canonical.of(stored)).isEqualTo(Canonical.of(mine));
  }

  @Test
  void aTagCounts() {
    var tagged = observation("1");
    tagged.getMeta().addTag().setCode("x");
    assertThat(Canonical.of(tagged)).isNotEqualTo(Canonical.of(observation("1")));
  }

  @Test
  void decimalsCountDigitByDigit() {
    assertThat(Canonical.of(observation("1.10"))).isNotEqualTo(Canonical.of(observation("1.1")));
    assertThat(Canonical.of(observation("0.1234567890123456789")))
        .contains("0.1234567890123456789");
  }

  @Test
  void theOrderOfMembersDoesNotCount() {
    assertThat(Canonical.ofJson("Patient", "p1", "{\"a\":1,\"b\":{\"d\":2,\"c\":3}}"))
        .isEqualTo(Canonical.ofJson("Patient", "p1", "{\"b\":{\"c\":3,\"d\":2},\"a\":1}"));
  }

  private static Observation observation(String value) {
    var result = new Observation();
    result.setId("o1");
    result.setValue(new Quantity().setValue(new BigDecimal(value)));
    return result;
  }
}

package ai.kaapana.clinical.fhir.phi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PhiTest {

  private record Row(Phi<String> name) {}

  @Test
  void showsNothingNotEvenInsideARecord() {
    assertThat(new Row(Phi.of("Jane")).toString()).doesNotContain("Jane").contains("[phi]");
  }

  @Test
  void theHashDependsOnTheKey() {
    var one = new SubjectHash("0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    var two = new SubjectHash("0123456789abcdeg".getBytes(StandardCharsets.UTF_8));
    assertThat(one.of("007")).isEqualTo(one.of("007")).isNotEqualTo(two.of("007"));
    assertThat(one.of("007")).matches("s:[0-9a-f]{16}").doesNotContain("007");
  }
}

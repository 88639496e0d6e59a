package ai.kaapana.clinical.importer.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SafeCsvTest {
  @Test
  void disarmsFormulasAndQuotesEverything() {
    assertThat(SafeCsv.line(List.of("=1+1", "@x", "-5", "plain", "say \"hi\"", "\uFF1Dx")))
        .isEqualTo("\"'=1+1\",\"'@x\",\"'-5\",\"plain\",\"say \"\"hi\"\"\",\"'\uFF1Dx\"\r\n");
  }
}

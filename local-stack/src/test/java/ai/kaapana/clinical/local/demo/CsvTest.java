package ai.kaapana.clinical.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

  @Test
  void readsQuotesAndEmptyCellsAndBothLineEnds() {
    assertThat(Csv.read("a,b,c\r\n1,\"x, \"\"y\"\"\nz\",\n,,\r\n"))
        .containsExactly(
            List.of("a", "b", "c"), List.of("1", "x, \"y\"\nz", ""), List.of("", "", ""));
  }

  @Test
  void needsNoLineEndAtTheEnd() {
    assertThat(Csv.read("a,b\n1,2")).containsExactly(List.of("a", "b"), List.of("1", "2"));
  }

  @Test
  void readsNothingFromNothing() {
    assertThat(Csv.read("")).isEmpty();
  }
}

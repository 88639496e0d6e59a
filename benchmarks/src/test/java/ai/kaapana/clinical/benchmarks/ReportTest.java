package ai.kaapana.clinical.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void writesATableWithThreeDigits() {
    var report = new Report("x", "what", "ms").row("a", 1.2345).row("b", 1234.5).note("n = %d", 2);
    assertThat(report.markdown())
        .isEqualTo("| what | ms |\n|---|---:|\n| a | 1.23 |\n| b | 1235 |\n\nn = 2\n");
  }

  @Test
  void takesTheMiddleOfTheValues() {
    assertThat(Report.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
    assertThat(Report.median(List.of(1.0, 2.0))).isEqualTo(1.5);
  }

  @Test
  void replacesOnlyThePartBetweenTheMarkers() {
    var page = "before\n<!-- begin x -->\nold\n<!-- end x -->\nafter\n";
    assertThat(PerformancePage.replaced(page, "x", "new\n"))
        .isEqualTo("before\n<!-- begin x -->\n\nnew\n\n<!-- end x -->\nafter\n");
    assertThatThrownBy(() -> PerformancePage.replaced(page, "y", "new"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void knowsBackendsFromBackgroundProcesses() {
    assertThat(CpuMeter.database("postgres: fhir fhir 127.0.0.1(4242) idle")).isEqualTo("fhir");
    assertThat(CpuMeter.database("postgres: checkpointer")).isEmpty();
    assertThat(CpuMeter.database("postgres: autovacuum worker fhir")).isEmpty();
  }
}

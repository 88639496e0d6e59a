package ai.kaapana.clinical.importer.page.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.kaapana.clinical.importer.page.chart.Survival.Group;
import ai.kaapana.clinical.importer.page.chart.Survival.Subject;
import ai.kaapana.clinical.testing.Approval;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The remission times of Freireich 1963, which every textbook works through by hand. */
class SurvivalTest {
  private static final Group TREATED =
      group("6-MP", "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+");
  private static final Group PLACEBO =
      group("placebo", "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23");

  @Test
  void givesTheEstimatesOfTheTextbook() {
    var curve = Survival.curve(TREATED);
    assertThat(curve.steps())
        .extracting(Survival.Step::time)
        .containsExactly(6.0, 7.0, 10.0, 13.0, 16.0, 22.0, 23.0);
    assertThat(curve.at(6)).isCloseTo(0.857, within(0.0005));
    assertThat(curve.at(13)).isCloseTo(0.690, within(0.0005));
    assertThat(curve.at(100)).isCloseTo(0.448, within(0.0005));
    assertThat(curve.at(5.9)).isEqualTo(1);
    assertThat(curve.median()).hasValue(23);
    assertThat(Survival.curve(PLACEBO).median()).hasValue(8);
  }

  @Test
  void givesTheLogRankStatisticOfTheTextbook() {
    var test = Survival.logRank(List.of(TREATED, PLACEBO));
    assertThat(test.statistic()).isCloseTo(16.793, within(0.0005));
    assertThat(test.freedom()).isEqualTo(1);
    assertThat(test.p()).isCloseTo(4.17e-5, within(1e-7));
  }

  @Test
  void theOrderOfTheGroupsDoesNotMatter() {
    var third = group("third", "2 3+ 9 14 30+ 31");
    var one = Survival.logRank(List.of(TREATED, PLACEBO, third));
    var other = Survival.logRank(List.of(third, TREATED, PLACEBO));
    assertThat(one.statistic()).isCloseTo(other.statistic(), within(1e-9));
    assertThat(one.freedom()).isEqualTo(2);
  }

  @Test
  void equalGroupsDoNotDiffer() {
    assertThat(Survival.logRank(List.of(PLACEBO, PLACEBO)).p()).isCloseTo(1, within(1e-9));
  }

  @Test
  void oneGroupHasNothingToCompareWith() {
    assertThat(Survival.logRank(List.of(TREATED)).freedom()).isZero();
  }

  @Test
  void countsWhoIsStillAtRiskJustBeforeADay() {
    assertThat(TREATED.atRisk(0)).isEqualTo(21);
    assertThat(TREATED.atRisk(10)).isEqualTo(15);
    assertThat(TREATED.atRisk(10.5)).isEqualTo(13);
  }

  @Test
  void intervalsLieAroundTheEstimateAndWithinZeroAndOne() {
    for (var step : Survival.curve(TREATED).steps()) {
      assertThat(step.lower()).isBetween(0.0, step.survival());
      assertThat(step.upper()).isBetween(step.survival(), 1.0);
    }
  }

  @Test
  void drawsThePlot() {
    var curves =
        List.of(stretched(TREATED), stretched(PLACEBO)).stream().map(Survival::curve).toList();
    Approval.text("page/survival.svg", SurvivalPlot.svg(curves, "Remission <by> treatment"));
  }

  // Weeks as days.
  private static Group stretched(Group group) {
    return new Group(
        group.name(),
        group.subjects().stream().map(s -> new Subject(s.time() * 7, s.event())).toList());
  }

  private static Group group(String name, String times) {
    List<Subject> subjects = new ArrayList<>();
    for (var time : times.split(" ")) {
      subjects.add(new Subject(Double.parseDouble(time.replace("+", "")), !time.endsWith("+")));
    }
    return new Group(name, subjects);
  }
}

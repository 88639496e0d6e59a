package ai.kaapana.clinical.importer.page.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Survival of groups: Kaplan-Meier curves, numbers at risk and the log-rank test.
 *
 * <p><b>Source:</b> Kaplan and Meier 1958 for the estimate, Greenwood's formula on the
 * log-minus-log scale for its interval, Mantel's log-rank statistic with hypergeometric variance
 * for k groups.
 */
final class Survival {
  private static final double NORMAL_95 = 1.959963984540054;
  private static final double HALF = 0.5;

  private Survival() {}

  /** A patient: days under observation and whether the event came at their end. */
  record Subject(double time, boolean event) {}

  /** Patients of one group. */
  record Group(String name, List<Subject> subjects) {
    Group {
      subjects = subjects.stream().sorted(Comparator.comparingDouble(Subject::time)).toList();
    }

    long events() {
      return subjects.stream().filter(Subject::event).count();
    }

    /** How many are still under observation just before a day. */
    long atRisk(double time) {
      return subjects.stream().filter(subject -> subject.time() >= time).count();
    }
  }

  /** The estimate from a day on, with its 95 % interval. */
  record Step(double time, double survival, double lower, double upper) {}

  /**
   * Where a curve drops and where somebody leaves it without the event.
   *
   * @param median days until half had the event, empty if they never had
   */
  record Curve(Group group, List<Step> steps, List<Step> censored, OptionalDouble median) {
    /** The estimate at a day. */
    double at(double time) {
      double value = 1;
      for (var step : steps) {
        if (step.time() > time) {
          break;
        }
        value = step.survival();
      }
      return value;
    }

    double end() {
      return group.subjects().isEmpty() ? 0 : group.subjects().getLast().time();
    }
  }

  /** The test whether all groups have one survival. */
  record LogRank(double statistic, int freedom, double p) {}

  static Curve curve(Group group) {
    List<Step> steps = new ArrayList<>();
    List<Step> censored = new ArrayList<>();
    var subjects = group.subjects();
    double survival = 1;
    double greenwood = 0;
    int i = 0;
    while (i < subjects.size()) {
      double time = subjects.get(i).time();
      int atRisk = subjects.size() - i;
      int events = 0;
      int leaving = 0;
      for (; i < subjects.size() && subjects.get(i).time() == time; i++) {
        events += subjects.get(i).event() ? 1 : 0;
        leaving += subjects.get(i).event() ? 0 : 1;
      }
      if (events > 0) {
        survival *= 1 - (double) events / atRisk;
        greenwood += (double) events / ((double) atRisk * (atRisk - events));
        steps.add(step(time, survival, greenwood));
      }
      if (leaving > 0) {
        censored.add(new Step(time, survival, survival, survival));
      }
    }
    return new Curve(group, steps, censored, median(steps));
  }

  private static Step step(double time, double survival, double greenwood) {
    if (survival <= 0) {
      return new Step(time, 0, 0, 0);
    }
    double log = Math.log(survival);
    double width = NORMAL_95 * Math.sqrt(greenwood) / Math.abs(log);
    return new Step(
        time, survival, Math.pow(survival, Math.exp(width)), Math.pow(survival, Math.exp(-width)));
  }

  private static OptionalDouble median(List<Step> steps) {
    return steps.stream()
        .filter(step -> step.survival() <= HALF)
        .mapToDouble(Step::time)
        .findFirst();
  }

  /** The log-rank test of at least two groups with members. */
  static LogRank logRank(List<Group> all) {
    var groups = all.stream().filter(group -> !group.subjects().isEmpty()).toList();
    int k = groups.size();
    if (k < 2) {
      return new LogRank(0, 0, 1);
    }
    double[] difference = new double[k];
    double[][] variance = new double[k][k];
    eventTimes(groups).forEach(time -> add(groups, time, difference, variance));
    // The last group follows from the others; without it the matrix can be solved.
    var v = new Array2DRowRealMatrix(variance).getSubMatrix(0, k - 2, 0, k - 2);
    var d = new ArrayRealVector(difference).getSubVector(0, k - 1);
    var solved = new SingularValueDecomposition(v).getSolver().solve(d);
    double statistic = Math.max(0, d.dotProduct(solved));
    double p = 1 - new ChiSquaredDistribution(k - 1).cumulativeProbability(statistic);
    return new LogRank(statistic, k - 1, p);
  }

  private static DoubleStream eventTimes(List<Group> groups) {
    return groups.stream()
        .flatMap(group -> group.subjects().stream())
        .filter(Subject::event)
        .mapToDouble(Subject::time)
        .distinct()
        .sorted();
  }

  private static void add(
      List<Group> groups, double time, double[] difference, double[][] variance) {
    int k = groups.size();
    double[] atRisk = new double[k];
    double events = 0;
    double all = 0;
    for (int g = 0; g < k; g++) {
      double own = deaths(groups.get(g), time);
      atRisk[g] = groups.get(g).atRisk(time);
      difference[g] += own;
      events += own;
      all += atRisk[g];
    }
    double spread = all > 1 ? events * (all - events) / (all * all * (all - 1)) : 0;
    for (int g = 0; g < k; g++) {
      difference[g] -= events * atRisk[g] / all;
      for (int h = 0; h < k; h++) {
        variance[g][h] += spread * atRisk[g] * ((g == h ? all : 0) - atRisk[h]);
      }
    }
  }

  private static double deaths(Group group, double time) {
    return group.subjects().stream().filter(s -> s.event() && s.time() == time).count();
  }
}

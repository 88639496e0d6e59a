package ai.kaapana.clinical.importer.page.chart;

import ai.kaapana.clinical.importer.page.chart.Survival.Curve;
import java.util.List;
import java.util.Locale;
import org.springframework.web.util.HtmlUtils;

/**
 * Draws Kaplan-Meier curves with the numbers at risk below them, as SVG without any script or
 * style: colours come from the classes {@code series-1} to {@code series-8} of the page's style
 * sheet.
 */
final class SurvivalPlot {
  private static final int WIDTH = 760;
  private static final int LEFT = 132;
  private static final int RIGHT = 16;
  private static final int TOP = 14;
  private static final int HEIGHT = 300;
  private static final int AXIS = 46;
  private static final int LINE = 20;
  private static final int SERIES = 8;
  private static final int TICKS = 6;
  private static final double TICK = 4;
  private static final double YEAR = 365.25;
  private static final double[] YEARS = {0.25, 0.5, 1, 2, 5, 10, 20};

  private final List<Curve> curves;
  private final double end;
  private final StringBuilder svg = new StringBuilder();

  private SurvivalPlot(List<Curve> curves) {
    this.curves = curves;
    this.end = Math.max(1, curves.stream().mapToDouble(Curve::end).max().orElse(1));
  }

  /** The picture of some curves; {@code title} is read to people who do not see it. */
  static String svg(List<Curve> curves, String title) {
    return new SurvivalPlot(curves).draw(title);
  }

  private String draw(String title) {
    int height = TOP + HEIGHT + AXIS + LINE * (curves.size() + 1) + 8;
    write(
        "<svg class=\"plot survival\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\"",
        WIDTH, height, escape(title));
    svg.append(" xmlns=\"http://www.w3.org/2000/svg\">\n");
    grid();
    for (int i = 0; i < curves.size(); i++) {
      interval(curves.get(i), i);
    }
    for (int i = 0; i < curves.size(); i++) {
      line(curves.get(i), i);
    }
    atRisk();
    return svg.append("</svg>\n").toString();
  }

  private void grid() {
    for (int percent = 0; percent <= 100; percent += 25) {
      double y = y(percent / 100.0);
      write(
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>\n",
          LEFT, WIDTH - RIGHT, y, y);
      write(
          "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d %%</text>\n",
          LEFT - 10, y + TICK, percent);
    }
    for (double years = 0; years * YEAR <= end; years += step()) {
      write(
          "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
          x(years * YEAR), TOP + HEIGHT + LINE, number(years));
    }
    write(
        "<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"end\">years</text>\n",
        WIDTH - RIGHT, TOP + HEIGHT + LINE * 2 - 2);
  }

  private void interval(Curve curve, int index) {
    if (curves.size() > 3 || curve.steps().isEmpty()) {
      return;
    }
    var upper = new StringBuilder();
    var lower = new StringBuilder();
    for (var step : curve.steps()) {
      upper.append(format("H%.1fV%.1f", x(step.time()), y(step.upper())));
    }
    // Back along the lower bound, from the right to the left.
    for (var step : curve.steps().reversed()) {
      lower.append(format("V%.1fH%.1f", y(step.lower()), x(step.time())));
    }
    write(
        "<path class=\"interval %s\" d=\"M%d,%.1f%sH%.1f%sV%.1fZ\"/>\n",
        series(index), LEFT, y(1), upper, x(curve.end()), lower, y(1));
  }

  private void line(Curve curve, int index) {
    var path = new StringBuilder(format("M%d,%.1f", LEFT, y(1)));
    for (var step : curve.steps()) {
      path.append(format("H%.1fV%.1f", x(step.time()), y(step.survival())));
    }
    path.append(format("H%.1f", x(curve.end())));
    write("<path class=\"curve %s\" d=\"%s\"/>\n", series(index), path);
    if (!curve.censored().isEmpty()) {
      var ticks = new StringBuilder();
      for (var step : curve.censored()) {
        ticks.append(
            format("M%.1f,%.1fv%.1f", x(step.time()), y(step.survival()) - TICK, 2 * TICK));
      }
      write("<path class=\"censored %s\" d=\"%s\"/>\n", series(index), ticks);
    }
  }

  private void atRisk() {
    int top = TOP + HEIGHT + AXIS + LINE;
    write("<text class=\"axis\" x=\"0\" y=\"%d\">Patients at risk</text>\n", top - LINE + 6);
    for (int i = 0; i < curves.size(); i++) {
      int y = top + LINE * i + 8;
      write(
          "<rect class=\"key %s\" x=\"0\" y=\"%d\" width=\"12\" height=\"3\"/>\n",
          series(i), y - 6);
      write(
          "<text class=\"name\" x=\"18\" y=\"%d\">%s</text>\n",
          y, escape(shorten(curves.get(i).group().name())));
      for (double years = 0; years * YEAR <= end; years += step()) {
        write(
            "<text class=\"risk\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>\n",
            x(years * YEAR), y, curves.get(i).group().atRisk(years * YEAR));
      }
    }
  }

  private double step() {
    for (double years : YEARS) {
      if (end / (years * YEAR) <= TICKS) {
        return years;
      }
    }
    return YEARS[YEARS.length - 1];
  }

  private double x(double time) {
    return LEFT + (WIDTH - LEFT - RIGHT) * time / end;
  }

  private static double y(double survival) {
    return TOP + HEIGHT * (1 - survival);
  }

  static String series(int index) {
    return "series-" + (index % SERIES + 1);
  }

  private static String shorten(String name) {
    return name.length() > 13 ? name.substring(0, 12) + "…" : name;
  }

  private static String number(double years) {
    return years == Math.rint(years)
        ? format("%.0f", years)
        : format("%.2f", years).replaceAll("0$", "");
  }

  private static String escape(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }

  private void write(String pattern, Object... values) {
    svg.append(format(pattern, values));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}

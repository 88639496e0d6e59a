package ai.kaapana.clinical.testing.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The table of who may call what ({@code auth-matrix.tsv}): a line for each route of each service
 * and each interaction of the FHIR endpoint, a column for each caller.
 *
 * <p>It is written by hand, from the contracts. A service's test counts its real routes and calls
 * each as each caller, so that a route without a line, a line without a route and a door that
 * stands otherwise than written all fail.
 */
public final class AuthMatrix {

  private static final int FAULT = 500;
  private static final String TABLE = "/auth-matrix.tsv";

  private final String service;
  private final List<Line> lines;

  private AuthMatrix(String service, List<Line> lines) {
    this.service = service;
    this.lines = lines;
  }

  /**
   * One line.
   *
   * @param service the component that has the route
   * @param route method and path pattern, or interaction and type at the FHIR endpoint
   * @param verdicts what each caller is told
   */
  public record Line(String service, String route, Map<MatrixCaller, Verdict> verdicts) {}

  /** Calls a route as somebody and answers the status. */
  @FunctionalInterface
  public interface Probe {
    int status(String route, MatrixCaller caller);
  }

  /** The lines of one service. */
  public static AuthMatrix of(String service) {
    var own = all().stream().filter(line -> line.service().equals(service)).toList();
    return new AuthMatrix(service, own);
  }

  /** All lines. */
  public static List<Line> all() {
    var rows =
        text()
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> List.of(line.split("\t", -1)))
            .toList();
    var header = new ArrayList<>(List.of("service", "route"));
    Arrays.stream(MatrixCaller.values()).map(MatrixCaller::column).forEach(header::add);
    assertThat(rows.getFirst()).as("columns").isEqualTo(header);
    return rows.stream().skip(1).map(AuthMatrix::line).toList();
  }

  private static Line line(List<String> cells) {
    assertThat(cells).as("cells of a line").hasSize(MatrixCaller.values().length + 2);
    var verdicts = new EnumMap<MatrixCaller, Verdict>(MatrixCaller.class);
    for (var caller : MatrixCaller.values()) {
      verdicts.put(caller, Verdict.ofCell(cells.get(caller.ordinal() + 2)));
    }
    return new Line(cells.get(0), cells.get(1), verdicts);
  }

  private static String text() {
    try (InputStream in = AuthMatrix.class.getResourceAsStream(TABLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails unless the table has exactly one line for each of these routes. */
  public void covers(Set<String> routes) {
    var written = lines.stream().map(Line::route).toList();
    assertThat(written).as("lines of %s", service).doesNotHaveDuplicates();
    var missing = new TreeSet<>(routes);
    written.forEach(missing::remove);
    var idle = new TreeSet<>(written);
    idle.removeAll(routes);
    assertThat(missing).as("routes of %s without a line in auth-matrix.tsv", service).isEmpty();
    assertThat(idle).as("lines of %s in auth-matrix.tsv without a route", service).isEmpty();
  }

  /**
   * Calls every route as every caller; fails with all that stand otherwise than written, and with
   * all that meet the poor request of a probe with a fault of the service's own.
   */
  public void holds(Probe probe) {
    var wrong = new ArrayList<String>();
    for (var line : lines) {
      line.verdicts()
          .forEach(
              (caller, expected) -> {
                int status = probe.status(line.route(), caller);
                if (status == FAULT || Verdict.ofStatus(status) != expected) {
                  wrong.add(
                      "%s as %s: written %s, answered %d"
                          .formatted(line.route(), caller.column(), expected.cell(), status));
                }
              });
    }
    assertThat(wrong).as("doors of %s", service).isEmpty();
  }
}

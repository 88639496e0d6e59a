package ai.kaapana.clinical.importer.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A generated table of the shape of a public lung cancer table and with its traps: no units, codes
 * outside of their vocabulary, missing tokens, quoted texts beside bare numbers, CRLF.
 */
public final class LungTable {
  /** Rows of the table; one patient each. */
  public static final int ROWS = 422;

  private static final String HEADER =
      "\"PatientID\",\"age\",\"clinical.T.Stage\",\"Clinical.N.Stage\",\"Clinical.M.Stage\","
          + "\"Overall.Stage\",\"Histology\",\"gender\",\"Survival.time\",\"deadstatus.event\"";
  private static final List<String> HISTOLOGY =
      List.of("squamous cell carcinoma", "large cell", "adenocarcinoma", "nos");
  private static final List<String> STAGES = List.of("I", "II", "IIIa", "IIIb");

  private LungTable() {}

  /** The rows, without header, in the order of their ids. */
  public static List<String> rows() {
    var random = new Random(7);
    var none = picks(random, 22);
    var noHistology = picks(random, 42);
    List<String> rows = new ArrayList<>();
    for (int at = 0; at < ROWS; at++) {
      var t = at < 2 ? "5" : at == 2 ? "NA" : String.valueOf(1 + random.nextInt(4));
      var n = at >= 10 && at < 13 ? "4" : String.valueOf(random.nextInt(4));
      var m = at >= 20 && at < 24 ? "3" : String.valueOf(random.nextInt(10) == 0 ? 1 : 0);
      var stage = at == 30 ? "NA" : '"' + STAGES.get(random.nextInt(4)) + '"';
      var age =
          none.contains(at)
              ? "NA"
              : String.format(Locale.ROOT, "%.4f", 35 + random.nextDouble() * 55);
      var histology =
          noHistology.contains(at) ? "NA" : '"' + HISTOLOGY.get(random.nextInt(4)) + '"';
      rows.add(
          String.join(
              ",",
              String.format(Locale.ROOT, "\"SYN-%03d\"", at + 1),
              age,
              t,
              n,
              m,
              stage,
              histology,
              random.nextInt(3) == 0 ? "\"female\"" : "\"male\"",
              String.valueOf(10 + random.nextInt(4000)),
              at < 244 ? "1" : "0"));
    }
    return rows;
  }

  /** The table as a file has it. */
  public static String csv() {
    return csv(rows());
  }

  /** The table with its rows in another order. */
  public static String shuffled(long seed) {
    var rows = new ArrayList<>(rows());
    Collections.shuffle(rows, new Random(seed));
    return csv(rows);
  }

  private static String csv(List<String> rows) {
    return HEADER + "\r\n" + String.join("\r\n", rows) + "\r\n";
  }

  private static List<Integer> picks(Random random, int count) {
    List<Integer> all = new ArrayList<>();
    for (int at = 0; at < ROWS; at++) {
      all.add(at);
    }
    Collections.shuffle(all, random);
    return all.subList(0, count);
  }
}

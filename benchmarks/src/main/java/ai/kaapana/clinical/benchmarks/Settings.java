package ai.kaapana.clinical.benchmarks;

import ai.kaapana.clinical.local.StackOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much is measured.
 *
 * @param root the checkout
 * @param data the folder of the stacks, emptied by each benchmark
 * @param counts the numbers by the name of their option
 * @param update whether the tables are put into docs/performance.md
 */
record Settings(Path root, Path data, Map<String, Integer> counts, boolean update) {

  private static final Map<String, Integer> DEFAULTS =
      Map.of(
          "patients", 1_000,
          "warm-up", 20_000,
          "singles", 20_000,
          "studies", 2_000,
          "features", 100,
          "repeat", 3);

  /**
   * Reads the options behind the name of the benchmark.
   *
   * @throws IllegalArgumentException if an option is unknown or has no number
   */
  static Settings parse(Path root, String... arguments) {
    var counts = new TreeMap<>(DEFAULTS);
    var data = root.resolve("target/benchmarks");
    var update = false;
    for (var i = 0; i < arguments.length; i++) {
      var name = arguments[i].replaceFirst("^--", "");
      if (name.equals("update")) {
        update = true;
      } else if (i + 1 == arguments.length) {
        throw new IllegalArgumentException("Unknown option or no value: " + arguments[i]);
      } else if (name.equals("data")) {
        data = Path.of(arguments[++i]);
      } else if (counts.containsKey(name) && arguments[i + 1].matches("[1-9][0-9]{0,6}")) {
        counts.put(name, Integer.parseInt(arguments[++i]));
      } else {
        throw new IllegalArgumentException("Unknown option or no number: " + arguments[i]);
      }
    }
    return new Settings(root, data, Map.copyOf(counts), update);
  }

  int count(String name) {
    return counts.get(name);
  }

  /** A stack on an emptied data folder that tells its steps on standard error. */
  StackOptions freshStack() {
    return StackOptions.of(root, data)
        .withReset(true)
        .withMessages(message -> System.err.println("  " + message));
  }
}

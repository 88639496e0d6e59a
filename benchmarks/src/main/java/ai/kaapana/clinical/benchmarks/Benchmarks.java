package ai.kaapana.clinical.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs one benchmark or all and prints its table; {@code --update} also puts it into
 * docs/performance.md.
 */
public final class Benchmarks {

  private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

  static {
    ALL.put("startup", new StartupBenchmark());
    ALL.put("ingest", new IngestBenchmark());
    ALL.put("link", new LinkBenchmark());
    ALL.put("table", new TableBenchmark());
  }

  private Benchmarks() {}

  /** Arguments: the checkout, the name of a benchmark or {@code all}, options. */
  public static void main(String[] arguments) throws IOException {
    var root = Path.of(arguments[0]);
    var name = arguments.length > 1 ? arguments[1] : "";
    if (!name.equals("all") && !ALL.containsKey(name)) {
      System.err.println("Name one of " + ALL.keySet() + " or all.");
      System.exit(2);
    }
    stopInOrder(Thread.currentThread());
    var settings = Settings.parse(root, Arrays.copyOfRange(arguments, 2, arguments.length));
    for (var entry : ALL.entrySet()) {
      if (name.equals("all") || name.equals(entry.getKey())) {
        run(entry.getKey(), entry.getValue(), settings);
      }
    }
  }

  /** A signal interrupts the benchmark, which then ends its stack. */
  private static void stopInOrder(Thread main) {
    var stop =
        new Thread(
            () -> {
              main.interrupt();
              try {
                main.join(60_000);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Runtime.getRuntime().addShutdownHook(stop);
  }

  private static void run(String name, Benchmark benchmark, Settings settings) throws IOException {
    var machine = Machine.facts();
    System.err.println(name + ": begins");
    var begin = System.nanoTime();
    var report = benchmark.run(settings);
    report.note("%s. Took %d minutes.", machine, Math.round((System.nanoTime() - begin) / 60e9));
    System.out.println("### " + name + "\n\n" + report.markdown());
    if (settings.update()) {
      new PerformancePage(settings.root().resolve("docs/performance.md"))
          .put(name, report.markdown());
    }
  }
}

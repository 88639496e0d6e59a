package ai.kaapana.clinical.benchmarks;

import ai.kaapana.clinical.local.Component;
import ai.kaapana.clinical.local.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What the stack costs before anybody uses it: CPU until each part answers, memory at rest. */
final class StartupBenchmark implements Benchmark {

  private static final long REST_MS = 10_000;
  private static final String STACK = "whole stack";

  private final Map<String, List<Double>> samples = new HashMap<>();

  @Override
  public Report run(Settings settings) throws IOException {
    for (var i = 0; i < settings.count("repeat"); i++) {
      start(settings, true);
      start(settings, false);
    }
    var report =
        new Report(
            "startup",
            "part",
            "first start, CPU s",
            "later start, CPU s",
            "later start, s",
            "RSS, MB",
            "PSS, MB");
    for (var component : Component.values()) {
      row(report, component.id());
    }
    row(report, STACK);
    return report.note(
        "Medians of %d starts on an empty folder, each followed by a start on the same folder. CPU until"
            + " the part answers as ready; of postgres and of the whole stack until the last part does."
            + " Memory after %d s at rest. RSS counts the buffers that PostgreSQL's processes share in"
            + " each of them, PSS once.",
        settings.count("repeat"), REST_MS / 1000);
  }

  private void start(Settings settings, boolean first) throws IOException {
    var kind = first ? "first " : "later ";
    var cpu = new HashMap<String, Double>();
    var options =
        settings
            .freshStack()
            .withReset(first)
            .withMessages(message -> note(settings.data(), message, kind, cpu));
    var begin = System.nanoTime();
    try (var stack = Stack.start(options)) {
      add(kind + "wall " + STACK, (System.nanoTime() - begin) / 1e9);
      var postgres = Proc.cpuOfFamily(stack.process(Component.POSTGRES).pid()) / 1000;
      cpu.put(Component.POSTGRES.id(), postgres);
      cpu.forEach((part, seconds) -> add(kind + part, seconds));
      add(kind + STACK, cpu.values().stream().mapToDouble(Double::doubleValue).sum());
      if (!first) {
        rest();
        memory(stack);
      }
    }
  }

  /** The launcher tells when a part answers; at that moment its CPU time is read. */
  private void note(Path data, String message, String kind, Map<String, Double> cpu) {
    System.err.println("  " + message);
    for (var component : Component.values()) {
      if (message.startsWith(component.id() + " answers at ")) {
        cpu.put(component.id(), Proc.cpu(pid(data, component)) / 1000);
        var seconds = message.replaceFirst(".*\\(([0-9.]+) s\\)$", "$1");
        add(kind + "wall " + component.id(), Double.parseDouble(seconds));
      }
    }
  }

  private static long pid(Path data, Component component) {
    try {
      var file = data.resolve("run").resolve(component.id() + ".pid");
      return Long.parseLong(Files.readString(file).split(" ")[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void memory(Stack stack) {
    var resident = 0.0;
    var proportional = 0.0;
    for (var component : Component.values()) {
      var pids = new ArrayList<Long>(List.of(stack.process(component).pid()));
      if (component == Component.POSTGRES) {
        pids.addAll(Proc.children(pids.getFirst()));
      }
      var rss = pids.stream().mapToDouble(Proc::residentMegabytes).sum();
      var pss =
          pids.stream()
              .map(Proc::proportionalMegabytes)
              .mapToDouble(StartupBenchmark::orNone)
              .sum();
      add("rss " + component.id(), rss);
      add("pss " + component.id(), pss);
      resident += rss;
      proportional += pss;
    }
    add("rss " + STACK, resident);
    add("pss " + STACK, proportional);
  }

  private static double orNone(OptionalDouble megabytes) {
    return megabytes.orElse(Double.NaN);
  }

  private static void rest() throws IOException {
    try {
      Thread.sleep(REST_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  private void add(String name, double value) {
    samples.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  private void row(Report report, String part) {
    report.row(
        part,
        median("first " + part),
        median("later " + part),
        median("later wall " + part),
        median("rss " + part),
        median("pss " + part));
  }

  private double median(String name) {
    return Report.median(samples.get(name));
  }
}

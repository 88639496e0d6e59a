package ai.kaapana.clinical.benchmarks;

import ai.kaapana.clinical.local.Component;
import ai.kaapana.clinical.local.Stack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the CPU time of the services of a stack and of the PostgreSQL backends of each database.
 *
 * <p>A backend that ends between two readings keeps the time of the last one, so {@link #read} is
 * also called while a benchmark waits.
 */
final class CpuMeter {

  private final Stack stack;
  private final List<Component> services;
  private final Map<Long, Backend> backends = new HashMap<>();

  private record Backend(String database, double milliseconds) {}

  CpuMeter(Stack stack, Component... services) {
    this.stack = stack;
    this.services = List.of(services);
  }

  /**
   * A moment, or the time between two.
   *
   * @param cpu milliseconds by service, and by database
   * @param seconds of the wall clock
   */
  record Reading(Map<String, Double> cpu, double seconds) {

    Reading since(Reading earlier) {
      var spent = new TreeMap<String, Double>();
      cpu.forEach((name, value) -> spent.put(name, value - earlier.of(name)));
      return new Reading(spent, seconds - earlier.seconds);
    }

    double of(String name) {
      return cpu.getOrDefault(name, 0.0);
    }

    double of(Component service) {
      return of(service.id());
    }

    /** What the FHIR store cost: its JVM and its backends. */
    double store() {
      return of(Component.FHIR_SERVER) + of("fhir");
    }
  }

  Reading read() {
    var cpu = new TreeMap<String, Double>();
    for (var service : services) {
      cpu.put(service.id(), Proc.cpu(stack.process(service).pid()));
    }
    for (var pid : Proc.children(stack.process(Component.POSTGRES).pid())) {
      var database = database(Proc.title(pid));
      if (!database.isEmpty()) {
        backends.put(pid, new Backend(database, Proc.cpu(pid)));
      }
    }
    backends.values().forEach(b -> cpu.merge(b.database(), b.milliseconds(), Double::sum));
    return new Reading(cpu, System.nanoTime() / 1e9);
  }

  /**
   * The database in {@code postgres: role database host(port) state}; empty for a background
   * process.
   */
  static String database(String title) {
    var words = title.split(" ");
    var serves =
        words.length > 3
            && words[0].equals("postgres:")
            && words[3].matches(".*\\(\\d+\\)|\\[local\\]");
    return serves ? words[2] : "";
  }
}

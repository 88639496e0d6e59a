package ai.kaapana.clinical.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the kernel says about processes.
 *
 * <p><b>Source:</b> proc(5): {@code stat} fields 14 to 17, {@code status}, {@code smaps_rollup}.
 */
final class Proc {

  /** A tick of /proc/PID/stat is a hundredth of a second on every Linux that Java runs on. */
  private static final double MS_PER_TICK = 10;

  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int ENDED_USER = 13;
  private static final int ENDED_SYSTEM = 14;

  private Proc() {}

  /** User and system time of a process in milliseconds; 0 if it has ended. */
  static double cpu(long pid) {
    return ticks(pid, USER, SYSTEM) * MS_PER_TICK;
  }

  /** User and system time of a process and of all its children, ended ones included. */
  static double cpuOfFamily(long pid) {
    var children = children(pid).stream().mapToDouble(Proc::cpu).sum();
    return ticks(pid, USER, SYSTEM, ENDED_USER, ENDED_SYSTEM) * MS_PER_TICK + children;
  }

  /** Direct children. */
  static List<Long> children(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::children)
        .map(ProcessHandle::pid)
        .toList();
  }

  /** The command line; PostgreSQL writes there which role and database a backend serves. */
  static String title(long pid) {
    return read(pid, "cmdline").replace('\0', ' ').strip();
  }

  /** Resident memory in MB, shared pages counted in full. */
  static double residentMegabytes(long pid) {
    return kilobytes(read(pid, "status"), "VmRSS:").orElse(0) / 1024;
  }

  /** Resident memory in MB, shared pages counted in proportion, where that may be read. */
  static OptionalDouble proportionalMegabytes(long pid) {
    var found = kilobytes(read(pid, "smaps_rollup"), "Pss:");
    return found.isEmpty() ? found : OptionalDouble.of(found.getAsDouble() / 1024);
  }

  static OptionalDouble kilobytes(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToDouble(Double::parseDouble)
        .findFirst();
  }

  private static long ticks(long pid, int... fields) {
    var stat = read(pid, "stat");
    if (stat.isEmpty()) {
      return 0;
    }
    // The second field is the name in parentheses and may hold blanks; what follows is counted.
    var rest = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long sum = 0;
    for (var field : fields) {
      sum += Long.parseLong(rest[field]);
    }
    return sum;
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}

package ai.kaapana.clinical.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Facts about the machine without which a figure means nothing; neither names nor addresses. */
final class Machine {

  private Machine() {}

  static String facts() {
    return String.format(
        Locale.ROOT,
        "%d cores (%s), %.0f GiB memory, Linux %s, Java %s, load average %s at the start",
        Runtime.getRuntime().availableProcessors(),
        after("/proc/cpuinfo", "model name"),
        Proc.kilobytes(read("/proc/meminfo"), "MemTotal:").orElse(0) / (1 << 20),
        System.getProperty("os.version").replaceAll("[^0-9.].*", ""),
        Runtime.version(),
        read("/proc/loadavg").split(" ")[0]);
  }

  private static String after(String file, String name) {
    return read(file)
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown model");
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      return "?";
    }
  }
}

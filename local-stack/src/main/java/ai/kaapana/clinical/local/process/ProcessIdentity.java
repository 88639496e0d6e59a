package ai.kaapana.clinical.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process by its number and start time, because numbers are used again.
 *
 * @param pid the number
 * @param started when it started; two reports of one start may differ by a clock tick of the kernel
 */
public record ProcessIdentity(long pid, Instant started) {
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /** The identity of a live process. */
  public static ProcessIdentity of(ProcessHandle process) {
    return new ProcessIdentity(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
  }

  /** What an earlier launcher noted in a file, if that can be read. */
  static Optional<ProcessIdentity> read(Path file) {
    try {
      var parts = Files.readString(file).strip().split(" ");
      return Optional.of(
          new ProcessIdentity(
              Long.parseLong(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1]))));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  void write(Path file) throws IOException {
    Files.write(
        file, (pid + " " + started.toEpochMilli() + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** The process, if it is still the same one. */
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> isSameStart(process.info().startInstant().orElse(Instant.EPOCH)));
  }

  private boolean isSameStart(Instant other) {
    return Duration.between(started, other).abs().compareTo(TOLERANCE) < 0;
  }
}

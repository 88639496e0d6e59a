package ai.kaapana.clinical.local.process;

import ai.kaapana.clinical.local.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running child process: its output goes to a file, its identity is noted so that the next
 * launcher finds it if this one is killed.
 */
public final class Child {
  private static final int LINES_SHOWN = 15;
  private static final List<String> FOREIGN =
      List.of("SPRING_", "CLINICAL_", "SERVER_", "MANAGEMENT_", "LOGGING_", "PG");

  private final String name;
  private final Process process;
  private final LogFile log;
  private final Path noted;

  private Child(String name, Process process, LogFile log, Path noted) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.noted = noted;
  }

  /**
   * What to start.
   *
   * @param name the name of the child, also of its files
   * @param command program and arguments
   * @param environment variables on top of our own
   * @param workingFolder where it runs
   * @param log where its output goes
   * @param noted the file with its identity
   */
  public record Start(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path workingFolder,
      Path log,
      Path noted) {}

  /**
   * Starts a child in a session of its own, so that Ctrl-C in the terminal reaches the launcher
   * alone and everything is stopped in order.
   */
  public static Child start(Start start) {
    var command = new ArrayList<String>();
    Programs.find("setsid").ifPresent(setsid -> command.add(setsid.toString()));
    command.addAll(start.command());
    try {
      var log = LogFile.begin(start.log());
      var builder = new ProcessBuilder(command).directory(start.workingFolder().toFile());
      builder.environment().keySet().removeIf(Child::steers);
      builder.environment().putAll(start.environment());
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      var process = builder.start();
      Files.createDirectories(start.noted().getParent());
      ProcessIdentity.of(process.toHandle()).write(start.noted());
      return new Child(start.name(), process, log, start.noted());
    } catch (IOException e) {
      throw new StackException(start.name() + " cannot be started: " + e.getMessage(), e);
    }
  }

  /**
   * Whether a variable of the user's shell would change what the child does behind the back of its
   * settings.
   */
  static boolean steers(String variable) {
    return FOREIGN.stream().anyMatch(variable::startsWith);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** The process itself. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Its output. */
  public LogFile log() {
    return log;
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Why it ended: exit code and last lines. */
  public String epitaph() {
    var text = new StringBuilder(name);
    text.append(process.isAlive() ? " runs" : " ended with exit code " + process.exitValue());
    text.append(". The last lines of ").append(log.path()).append(":");
    log.tail(LINES_SHOWN).forEach(line -> text.append("\n  | ").append(line));
    return text.toString();
  }

  /** Ends it in order, by force after a while. */
  public void stop(Duration patience) {
    process.destroy();
    if (!ended(process.toHandle(), patience)) {
      kill();
    }
    forget();
  }

  /** Ends it at once, as a crash would (SIGKILL), and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    ended(process.toHandle(), Duration.ofSeconds(10));
  }

  private void forget() {
    try {
      Files.deleteIfExists(noted);
    } catch (IOException e) {
      // The next start sees that no such process lives.
    }
  }

  /**
   * Ends the process that an earlier launcher noted in a file and returns whether there was one.
   */
  public static boolean stopLeftover(Path noted, Duration patience) {
    var process = ProcessIdentity.read(noted).flatMap(ProcessIdentity::find);
    process.ifPresent(
        left -> {
          left.destroy();
          if (!ended(left, patience)) {
            left.destroyForcibly();
            ended(left, Duration.ofSeconds(10));
          }
        });
    try {
      Files.deleteIfExists(noted);
    } catch (IOException e) {
      throw new StackException(noted + " cannot be removed: " + e.getMessage(), e);
    }
    return process.isPresent();
  }

  /** Waits for the end of a process and says whether it came in time. */
  public static boolean ended(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return !process.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}

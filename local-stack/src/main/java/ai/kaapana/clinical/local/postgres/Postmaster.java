package ai.kaapana.clinical.local.postgres;

import ai.kaapana.clinical.local.StackException;
import ai.kaapana.clinical.local.process.Child;
import ai.kaapana.clinical.local.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who owns a data folder, according to its {@code postmaster.pid}.
 *
 * <p>PostgreSQL itself refuses to start while the number in that file belongs to any live process
 * of the same user, which after a crash or a reboot may be anybody. Here three cases are told
 * apart: nobody or somebody else (the file is stale and is removed), a PostgreSQL on this very
 * folder (it is stopped in order), children of a killed one (their end is awaited, since they still
 * write).
 */
final class Postmaster {
  private static final Duration FOR_SHUTDOWN = Duration.ofSeconds(60);
  private static final Duration FOR_ORPHANS = Duration.ofSeconds(30);

  private final Path dataFolder;
  private final Consumer<String> messages;

  Postmaster(Path dataFolder, Consumer<String> messages) {
    this.dataFolder = dataFolder;
    this.messages = messages;
  }

  /** Makes the folder free for a new server. */
  void makeWay() {
    var file = dataFolder.resolve("postmaster.pid");
    if (Files.exists(file)) {
      var owner = pid(file).flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
      if (owner.filter(this::worksOnFolder).isPresent()) {
        stop(owner.get());
      } else {
        messages.accept(
            owner.isPresent()
                ? "postmaster.pid was left behind; its number now belongs to another program"
                : "postmaster.pid was left behind by a PostgreSQL that no longer runs");
      }
    }
    awaitOrphans();
    remove(file);
  }

  private void stop(ProcessHandle server) {
    messages.accept(
        "a PostgreSQL of an earlier start still runs on this folder (process "
            + server.pid()
            + "); stopping it");
    signal(server, "INT");
    if (!Child.ended(server, FOR_SHUTDOWN)) {
      signal(server, "QUIT");
      if (!Child.ended(server, FOR_ORPHANS)) {
        throw new StackException(
            "Process %d is a PostgreSQL on %s that does not end. End it and start again."
                .formatted(server.pid(), dataFolder));
      }
    }
  }

  /**
   * Sends a signal that Java cannot send: INT is PostgreSQL's fast shutdown, QUIT its immediate
   * one.
   */
  static void signal(ProcessHandle process, String name) {
    try {
      var kill = Programs.find("kill").map(Path::toString).orElse("kill");
      new ProcessBuilder(kill, "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitOrphans() {
    long end = System.nanoTime() + FOR_ORPHANS.toNanos();
    var orphans = onFolder();
    if (!orphans.isEmpty()) {
      messages.accept(
          "waiting for " + orphans.size() + " remaining processes of the last PostgreSQL");
    }
    while (!orphans.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new StackException(
            "Processes %s of an earlier PostgreSQL still work on %s. End them and start again."
                .formatted(orphans.stream().map(ProcessHandle::pid).toList(), dataFolder));
      }
      pause();
      orphans = onFolder();
    }
  }

  private List<ProcessHandle> onFolder() {
    return ProcessHandle.allProcesses().filter(this::worksOnFolder).toList();
  }

  /**
   * Every process of PostgreSQL stays in its data folder, whatever it calls itself in the process
   * list.
   */
  private boolean worksOnFolder(ProcessHandle process) {
    try {
      return Path.of("/proc", Long.toString(process.pid()), "cwd")
          .toRealPath()
          .equals(dataFolder.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Long> pid(Path file) {
    try {
      return Files.readString(file).lines().findFirst().map(String::strip).map(Long::valueOf);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StackException(file + " cannot be removed: " + e.getMessage(), e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while waiting for PostgreSQL", e);
    }
  }
}

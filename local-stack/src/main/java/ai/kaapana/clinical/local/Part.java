package ai.kaapana.clinical.local;

import ai.kaapana.clinical.local.process.Child;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** One part of a running stack: a child process that can be started again where it was. */
interface Part {
  /** Starts it, on the port it had before if there was one, and returns when it answers. */
  void start();

  /**
   * Its process; the last one if it ended.
   *
   * @throws IllegalStateException if it was never started
   */
  Child child();

  /** Whether its process runs. */
  boolean isAlive();

  /** Where it answers. */
  URI address();

  /** Ends it in order. */
  default void stop() {
    if (isAlive()) {
      child().stop(Duration.ofSeconds(30));
    }
  }

  /** What the linker has to know if this is a PACS. */
  default Map<String, String> pacsSettings() {
    return Map.of();
  }
}

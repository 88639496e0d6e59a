package ai.kaapana.clinical.server.analytics.store;

import java.io.IOException;
import java.time.Instant;

/** One state of the store, whatever is written meanwhile. */
interface Snapshot {

  Instant takenAt();

  /** Every live resource of a type, one after the other. */
  void forEach(String type, Sink sink);

  /** Takes resources. */
  @FunctionalInterface
  interface Sink {
    void accept(StoredResource resource) throws IOException;
  }
}

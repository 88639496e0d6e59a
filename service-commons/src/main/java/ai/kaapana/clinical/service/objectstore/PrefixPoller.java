package ai.kaapana.clinical.service.objectstore;

import ai.kaapana.clinical.service.job.RecurringWork;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over each object that arrives below a prefix, once for each content, in one replica at a
 * time.
 *
 * <p>An object is taken when two polls found it with the same etag and size: a store may list one
 * that is still being replaced.
 */
final class PrefixPoller implements RecurringWork {

  private static final Logger log = LoggerFactory.getLogger(PrefixPoller.class);

  private final ObjectStore store;
  private final SeenObjects seenObjects;
  private final ObjectArrived handler;
  private final ObjectStoreProperties settings;

  PrefixPoller(
      ObjectStore store,
      SeenObjects seenObjects,
      ObjectArrived handler,
      ObjectStoreProperties settings) {
    this.store = store;
    this.seenObjects = seenObjects;
    this.handler = handler;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "object-store-poll";
  }

  @Override
  public Duration interval() {
    return settings.pollInterval();
  }

  @Override
  public void run() {
    Map<String, SeenObjects.Seen> seen = seenObjects.below(settings.prefix());
    store.list(
        settings.prefix(),
        object -> {
          if (object.key().endsWith("/")) {
            return; // the mark of a folder
          }
          SeenObjects.Seen before = seen.get(object.key());
          if (before == null || !before.sameAs(object)) {
            seenObjects.note(object);
          } else if (!before.handled()) {
            handOver(object);
          }
        });
  }

  private void handOver(StoredObject object) {
    try {
      handler.arrived(object);
      seenObjects.handled(object);
      log.atInfo()
          .addKeyValue("event", "object_arrived")
          .addKeyValue("size", object.size())
          .log("object taken");
    } catch (RuntimeException e) {
      // the others below the prefix must not wait for this one
      seenObjects.failed(object);
      log.atWarn().addKeyValue("event", "object_not_taken").log("object not taken", e);
    }
  }
}

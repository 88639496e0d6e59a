package ai.kaapana.clinical.service.objectstore;

/**
 * Takes an object that arrived below the configured prefix; a bean of the service switches the
 * poller on.
 *
 * <p>Called once for each content of a key, after two polls found it with the same etag and size.
 * After a crash in between it may be called again, so it submits a job under a key made of both.
 */
@FunctionalInterface
public interface ObjectArrived {

  /** Takes the object; after an exception it is offered again at the next poll. */
  void arrived(StoredObject object);
}

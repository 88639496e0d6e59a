package ai.kaapana.clinical.service.objectstore;

import java.time.Instant;

/**
 * An object as the store lists it.
 *
 * @param key its key; may hold a patient's value and is never logged
 * @param etag changes with the content
 * @param size in bytes
 * @param lastModified by the store's clock
 */
public record StoredObject(String key, String etag, long size, Instant lastModified) {}

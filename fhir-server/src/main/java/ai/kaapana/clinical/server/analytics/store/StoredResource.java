package ai.kaapana.clinical.server.analytics.store;

/** A live resource: its id, and its JSON as HAPI keeps it, without id and meta. */
record StoredResource(String id, String json) {}

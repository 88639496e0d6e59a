package ai.kaapana.clinical.server.analytics.model;

/** A series within its study. */
public record SeriesKey(String studyUid, String seriesUid) {}

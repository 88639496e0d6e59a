package ai.kaapana.clinical.server.analytics.model;

/** A segment of a SEG, or a ROI of an RTSTRUCT, on one image series. */
public record RoiKey(SeriesKey series, String segUid, int number) {}

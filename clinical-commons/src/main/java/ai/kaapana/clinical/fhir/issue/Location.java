package ai.kaapana.clinical.fhir.issue;

import org.jspecify.annotations.Nullable;

/** Where in its source an issue lies. */
public sealed interface Location {

  /** A cell, row or column of a table; row numbers count from 1 with the header. */
  record Table(String file, @Nullable String sheet, @Nullable Long row, @Nullable String column)
      implements Location {

    public static Table file(String file) {
      return new Table(file, null, null, null);
    }
  }

  /** A DICOM object by its UIDs and, where it helps, the attribute's tag. */
  record Dicom(
      @Nullable String studyUid,
      @Nullable String seriesUid,
      @Nullable String instanceUid,
      @Nullable String tag)
      implements Location {}

  /** A region of interest and feature in a file of results. */
  record Roi(String file, @Nullable Long row, @Nullable String feature) implements Location {}
}

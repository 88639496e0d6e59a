package ai.kaapana.clinical.radiomics.mapping;

import org.jspecify.annotations.Nullable;

/** What a result is about, as found in the FHIR store. Its text shows nothing of it. */
public sealed interface Target {

  /** Id of the Patient resource. */
  String patient();

  /** Name of the region, null if the segment has none. */
  @Nullable String label();

  /**
   * A segment of an image series.
   *
   * @param study id of the ImagingStudy of the image series
   * @param segment id of the BodyStructure
   * @param modality of the image series, empty if unknown
   * @param started acquisition time of the series as FHIR dateTime, null if unknown
   */
  record Linked(
      String patient,
      String study,
      String segment,
      String studyUid,
      String seriesUid,
      String segmentationUid,
      int segmentNumber,
      String modality,
      @Nullable String started,
      @Nullable String label)
      implements Target {

    @Override
    public String toString() {
      return "Linked";
    }
  }

  /** A region without image, accepted because the user asked for it. */
  record Unlinked(String patient, String dataset, String patientId, String label)
      implements Target {

    @Override
    public String toString() {
      return "Unlinked";
    }
  }
}

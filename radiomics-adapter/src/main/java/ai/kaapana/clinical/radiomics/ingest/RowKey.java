package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.fhir.bundle.Canonical;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import ai.kaapana.clinical.radiomics.resolve.TargetStatement;
import org.jspecify.annotations.Nullable;

/** Hashes by which rows are told apart and compared without keeping what they say. */
final class RowKey {

  private static final String SEPARATOR = "\u001f";

  private RowKey() {}

  /** Hash of what a row says about its target. */
  static String target(TargetStatement statement) {
    return Canonical.hash(
        String.join(
            SEPARATOR,
            text(statement.patientId()),
            text(statement.studyUid()),
            text(statement.seriesUid()),
            text(statement.segmentation()),
            text(statement.segmentNumber()),
            statement.segmentation() == null ? text(statement.label()) : "",
            text(statement.folder()),
            text(statement.file())));
  }

  /** Hash of a target under a configuration and dataset: the identity of a unit. */
  static String unit(String target, String configurationHash, @Nullable String dataset) {
    return Canonical.hash(String.join(SEPARATOR, target, configurationHash, text(dataset)));
  }

  /** Hash of the features of a row with the digits of the file. */
  static String content(RoiResult result) {
    var text = new StringBuilder();
    for (var measurement : result.measurements()) {
      text.append(measurement.name().column())
          .append(SEPARATOR)
          .append(measurement.value().literal())
          .append('\n');
    }
    return Canonical.hash(text.toString());
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}

package ai.kaapana.clinical.server.analytics;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ai.kaapana.clinical.fhir.issue.Severity;

/** Why a table or a cohort is refused; the codes are stable and go to OperationOutcome. */
public enum AnalyticsCode implements IssueCode {
  REDUCE_NEEDED(
      "reduce-needed",
      "Several panels hold a value for one feature of a row",
      "Ask for rows of level roi, narrow radiomics.roi, or state radiomics.reduce."),
  CONFIGURATION_NEEDED(
      "configuration-needed",
      "The features were extracted under several configurations, or under none of the given name",
      "State radiomics.configuration by name or hash."),
  PICK_NEEDED(
      "pick-needed",
      "Several values compete for one cell",
      "State a pick for the column, or a window that leaves one value."),
  LATEST_TIE(
      "latest-tie",
      "Several segmentations of one image series, label and creator are equally new",
      "Narrow radiomics.roi, or ask without latest."),
  UNKNOWN_CONCEPT(
      "unknown-concept", "There is no such concept", "GET $variables lists what the store holds."),
  UNKNOWN_FEATURE(
      "unknown-feature",
      "No stored feature has that name or matches that pattern",
      "GET $variables lists the features of every configuration."),
  UNIT("unit", "The stored unit and the asked unit do not fit", "Name a unit of the same kind."),
  VOLUME_NEEDED(
      "volume-needed",
      "The largest ROI cannot be told without one volume feature in all competing panels",
      "Use another reduce, or extract original_shape_VoxelVolume."),
  BAD_SPEC("bad-spec", "The request is not understood", "The schema lies in docs/api."),
  AXIS(
      "axis",
      "Days between two time axes that cannot be compared",
      "Ask without window and without closest, or anchor on the same axis."),
  FORMAT("format", "The format is not offered", "Use csv, ndjson, json, columns or manifest.");

  private final String code;
  private final String message;
  private final String hint;

  AnalyticsCode(String code, String message, String hint) {
    this.code = "joint-table/" + code;
    this.message = message;
    this.hint = hint;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String message() {
    return message;
  }

  @Override
  public String hint() {
    return hint;
  }
}

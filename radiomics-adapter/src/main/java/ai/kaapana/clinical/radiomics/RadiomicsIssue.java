package ai.kaapana.clinical.radiomics;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ai.kaapana.clinical.fhir.issue.Severity;

/** Everything that can be wrong with a file of radiomics results, its parameters or its targets. */
public enum RadiomicsIssue implements IssueCode {
  FILE_TRUNCATED(
      "file/truncated",
      Severity.FATAL,
      "The file ends in the middle of a result.",
      "Send the whole file; a complete CSV ends with a line end."),
  FILE_ENCODING(
      "file/encoding",
      Severity.FATAL,
      "The file is not text in UTF-8.",
      "Save the file as UTF-8; compressed and binary files are not read."),
  FILE_MALFORMED(
      "file/malformed",
      Severity.FATAL,
      "The file is no well-formed result of PyRadiomics, MITK or TotalSegmentator.",
      "See the named line; a row must be as wide as its header."),
  FILE_EMPTY(
      "file/empty", Severity.FATAL, "The file holds no result.", "Send a file with results."),
  FILE_NO_FEATURES(
      "file/no-features",
      Severity.FATAL,
      "Nothing in the file is named like a feature.",
      "Send the output of the tool unchanged, with its names."),
  FILE_XML_COPY(
      "file/xml-copy",
      Severity.FATAL,
      "The file is a copy of MITK's XML, as Kaapana's workflow writes it with the ending .json.",
      "Send the file of the same name that ends in .xml; the copy grows with each retry."),
  FILE_NOT_KEPT(
      "file/not-kept",
      Severity.ERROR,
      "The retention of the file ended before the result could be stored again.",
      "Send the file once more."),
  FILE_SLICES(
      "file/slices",
      Severity.FATAL,
      "The file holds results of single slices instead of whole regions.",
      "Run MITK without the option slice-wise."),
  FILE_TRANSPOSED(
      "file/transposed",
      Severity.FATAL,
      "The features are rows, not columns.",
      "Transpose the table, so that each region of interest is one row."),
  FILE_TOO_LARGE(
      "file/too-large",
      Severity.FATAL,
      "The file exceeds a limit for columns, rows or the size of a row.",
      "Split the file, or raise clinical.radiomics.limits."),
  FILE_DECIMAL_MARKS(
      "file/decimal-marks",
      Severity.FATAL,
      "Some numbers have a decimal comma and some a decimal point.",
      "Export the file with one decimal mark."),
  COLUMN_DUPLICATE(
      "column/duplicate",
      Severity.FATAL,
      "Two columns have the same name and different contents.",
      "Remove one of them."),
  COLUMN_UNKNOWN(
      "column/unknown",
      Severity.FATAL,
      "A column named in the request does not stand in the file.",
      "Compare the names with the header of the file."),
  PATH_PATTERN(
      "path/pattern",
      Severity.FATAL,
      "The path pattern is no regular expression, or none of its groups has a known name.",
      "Use the named groups patient, study, series, seg and segment."),
  PATH_NO_MATCH(
      "path/no-match",
      Severity.ERROR,
      "The path does not match the pattern.",
      "Try the pattern with the preview."),
  PARAMETERS_UNREADABLE(
      "parameters/unreadable",
      Severity.FATAL,
      "The parameter file is no plain YAML mapping of PyRadiomics.",
      "Send the file that PyRadiomics was run with; tags and aliases are not read."),
  CONFIGURATION_CONTRADICTION(
      "configuration/contradiction",
      Severity.FATAL,
      "Parameter file and results name different settings.",
      "Send the parameter file that these results were made with."),
  CONFIGURATION_FIRST_ORDER_ONLY(
      "configuration/first-order-only",
      Severity.WARNING,
      "Only MITK's first order features were computed, which is what Kaapana's form yields unchanged.",
      "Run the workflow with the parameters of docs/store-radiomics.md for shape and texture."),
  CONFIGURATION_UNKNOWN(
      "configuration/unknown",
      Severity.ERROR,
      "Neither the results nor a parameter file say how the features were extracted.",
      "Extract with additionalInfo, or send the parameter file as well."),
  ROI_FAILED(
      "roi/failed",
      Severity.WARNING,
      "The extraction of this region failed; the file holds no values for it.",
      "See the log of the extraction."),
  ROI_ZERO_VECTOR(
      "roi/zero-vector",
      Severity.WARNING,
      "All features are zero, which is how some tools write a failed extraction.",
      "See the log of the extraction."),
  ROI_LEFT_OUT(
      "roi/left-out",
      Severity.WARNING,
      "The tool gave volume 0: the region touches the border of the image or is not in it.",
      "Nothing to do; nothing was measured."),
  ROI_EQUAL_DUPLICATE(
      "roi/equal-duplicate",
      Severity.INFORMATION,
      "The same result stands in the file more than once.",
      "Nothing to do."),
  ROI_CONFLICTING_DUPLICATE(
      "roi/conflicting-duplicate",
      Severity.ERROR,
      "The file holds different values for the same region and configuration.",
      "Keep only the right row."),
  ROI_RESULT_EXISTS(
      "roi/result-exists",
      Severity.ERROR,
      "A failed extraction does not replace values that are already stored.",
      "Nothing to do; withdraw the stored values first if they are wrong."),
  FEATURE_IMPLAUSIBLE(
      "feature/implausible",
      Severity.WARNING,
      "A value lies outside of the range that the definition of the feature allows.",
      "Check the region and the settings."),
  FEATURE_UNKNOWN(
      "feature/unknown",
      Severity.WARNING,
      "The tool is not known to have a feature of this name; it is stored under the tool's code alone.",
      "Nothing to do if the name is a feature of your own."),
  TARGET_INCOMPLETE(
      "target/incomplete",
      Severity.ERROR,
      "The row does not say which segment of which image it belongs to.",
      "Name the columns with UIDs, or a path column and pattern, or accept results without image."),
  TARGET_LOCATION(
      "target/location",
      Severity.ERROR,
      "Folder, file name and content do not name the same segment or image.",
      "Find out to which segment the file belongs; send it with its own name and path, or name columns that say it."),
  TARGET_UID(
      "target/uid", Severity.ERROR, "A cell that should hold a UID does not.", "Check the column."),
  TARGET_NUMBER(
      "target/segment-number",
      Severity.ERROR,
      "The segment number is no positive whole number.",
      "Check the column."),
  TARGET_NO_PATIENT(
      "target/no-patient",
      Severity.ERROR,
      "A result without image needs a PatientID and a dataset.",
      "Add the column PatientID and name the dataset."),
  TARGET_NO_LABEL(
      "target/no-label",
      Severity.ERROR,
      "A result without image needs the name of its region.",
      "Add a column with the label, for example ROI."),
  SEGMENT_MISSING(
      "target/segment-missing",
      Severity.INFORMATION,
      "The segment is not in the FHIR store yet.",
      "Link the study; the result is tried again by itself."),
  STUDY_MISSING(
      "target/study-missing",
      Severity.INFORMATION,
      "The study is not in the FHIR store yet.",
      "Link the study; the result is tried again by itself."),
  SERIES_MISSING(
      "target/series-missing",
      Severity.INFORMATION,
      "The image series is not in the FHIR store yet.",
      "Link the study; the result is tried again by itself."),
  PATIENT_MISSING(
      "target/patient-missing",
      Severity.INFORMATION,
      "The patient is not in the FHIR store yet.",
      "Import or link the patient; the result is tried again by itself."),
  DEPENDENCY_MISSING(
      "target/dependency-missing",
      Severity.INFORMATION,
      "Something that the result refers to left the FHIR store while it was written.",
      "The result is tried again by itself."),
  PATIENT_CONTRADICTION(
      "target/patient-contradiction",
      Severity.ERROR,
      "The PatientID of the row is not the patient of the study.",
      "Compare the row with the images; then correct the file or replay."),
  SEGMENT_CONTRADICTION(
      "target/segment-contradiction",
      Severity.ERROR,
      "Segment and image series belong to two patients.",
      "Compare the UIDs of the row with the PACS."),
  SERIES_CONTRADICTION(
      "target/series-contradiction",
      Severity.ERROR,
      "The image series belongs to another study than the row says.",
      "Compare the UIDs of the row with the PACS."),
  SERIES_AMBIGUOUS(
      "target/series-ambiguous",
      Severity.ERROR,
      "Several image series fit, or the series is in several studies, and the row does not say which.",
      "Add columns with the SeriesInstanceUID and the StudyInstanceUID of the image."),
  SEGMENT_AMBIGUOUS(
      "target/segment-ambiguous",
      Severity.ERROR,
      "Several segments fit the row.",
      "Add a column with the SOPInstanceUID of the segmentation."),
  SEGMENT_INACTIVE(
      "target/segment-inactive",
      Severity.INFORMATION,
      "The segmentation has been withdrawn from the project or the PACS.",
      "The result is tried again by itself, should the segmentation come back."),
  SERIES_NOT_SEGMENTED(
      "target/series-not-segmented",
      Severity.WARNING,
      "The segmentation was not drawn on this image series.",
      "Nothing to do if the features were taken from another series on purpose."),
  WRITE_REJECTED(
      "write/rejected",
      Severity.ERROR,
      "The FHIR server refused the result.",
      "See the server's log for the same time; replay when the cause is gone."),
  NOT_FOUND(
      "ingest/unknown",
      Severity.ERROR,
      "There is no such ingest or unit.",
      "List the ingests or the quarantine.");

  private final String code;
  private final Severity severity;
  private final String message;
  private final String hint;

  RadiomicsIssue(String code, Severity severity, String message, String hint) {
    this.code = code;
    this.severity = severity;
    this.message = message;
    this.hint = hint;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public Severity severity() {
    return severity;
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

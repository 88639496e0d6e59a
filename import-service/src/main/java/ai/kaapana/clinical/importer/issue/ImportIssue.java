package ai.kaapana.clinical.importer.issue;

import static ai.kaapana.clinical.fhir.issue.Severity.ERROR;
import static ai.kaapana.clinical.fhir.issue.Severity.FATAL;
import static ai.kaapana.clinical.fhir.issue.Severity.INFORMATION;
import static ai.kaapana.clinical.fhir.issue.Severity.WARNING;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ai.kaapana.clinical.fhir.issue.Severity;

/** Everything that an import can say about a file, a mapping, a row or a run. */
public enum ImportIssue implements IssueCode {
  EMPTY("source/empty", FATAL, "The file is empty.", "Upload the file again."),
  ENCODING(
      "source/encoding",
      FATAL,
      "The file's bytes are not text in its encoding.",
      "Declare source.encoding, or save the file again as UTF-8."),
  ENCODING_ASSUMED(
      "source/encoding-assumed",
      WARNING,
      "The file is not UTF-8 and was read as Windows-1252.",
      "Check letters with accents in the preview, or declare source.encoding."),
  DIALECT(
      "source/dialect",
      FATAL,
      "The declared delimiter does not divide the file into columns.",
      "Correct source.delimiter or leave it out."),
  QUOTE_OPEN(
      "source/quote-open",
      FATAL,
      "A quote is opened and never closed.",
      "Close the quote in the named line, or double quotes that belong to the text."),
  ENCRYPTED("source/encrypted", FATAL, "The workbook is encrypted.", "Save it without a password."),
  MACRO("source/macro", FATAL, "The workbook holds macros.", "Save it as .xlsx without macros."),
  UNSUPPORTED(
      "source/unsupported",
      FATAL,
      "The file is of a kind that is not read.",
      "Save it as CSV in UTF-8 or as .xlsx."),
  BROKEN("source/broken", FATAL, "The file is damaged.", "Export and upload it again."),
  BOMB(
      "source/bomb",
      FATAL,
      "The archive grows out of proportion when opened.",
      "Save the sheet into a new workbook."),
  DTD(
      "source/dtd",
      FATAL,
      "A part of the workbook declares a document type.",
      "Save the workbook again with a spreadsheet program."),
  LIMIT(
      "source/limit",
      FATAL,
      "A part of the file is larger than the limits allow.",
      "Look at the named place; limits are clinical.import.limits.*."),
  EXTERNAL_LINK(
      "source/external-link",
      WARNING,
      "The workbook refers to other files; they are not read.",
      "Check that cells which depend on them show what you expect."),
  HEADER_BLANK(
      "structure/header-blank",
      WARNING,
      "A column has no name and is left out.",
      "Name the column if it is needed."),
  HEADER_DUPLICATE(
      "structure/header-duplicate",
      FATAL,
      "Two columns have the same name, or differ by case or blanks only.",
      "Rename one of them."),
  HEADER_MISSING(
      "structure/header-missing",
      FATAL,
      "The header row is empty or missing.",
      "Set source.headerRow to the row with the column names."),
  NO_ROWS("structure/no-rows", WARNING, "The table has no data rows.", "Check the export."),
  RAGGED(
      "structure/ragged",
      ERROR,
      "The row has another number of cells than the header.",
      "Look for a missing or extra delimiter, or an unquoted text with one."),
  CONTROL_CHARACTER(
      "structure/control-character",
      ERROR,
      "The row holds a control character.",
      "Remove the character from the source."),
  MERGED(
      "structure/merged", FATAL, "Data cells are merged.", "Unmerge them and repeat their value."),
  HIDDEN_ROWS(
      "structure/hidden-rows",
      WARNING,
      "Hidden or filtered rows were read too.",
      "Delete rows that shall not be imported."),
  HIDDEN_SHEET(
      "structure/hidden-sheet",
      INFORMATION,
      "The workbook has hidden sheets; they are not chosen by themselves.",
      "Name the sheet to read it."),
  SHEET_AMBIGUOUS(
      "structure/sheet-ambiguous",
      FATAL,
      "Several sheets have the mapping's columns.",
      "Name the sheet in source.sheet or in the upload."),
  SHEET_MISSING(
      "structure/sheet-missing",
      FATAL,
      "No sheet has the wanted name or columns.",
      "Name the sheet, and check the column names."),
  COLUMN_MISSING(
      "structure/column-missing",
      FATAL,
      "A column of the mapping is not in the table.",
      "Correct the name, or mark the column optional in the mapping."),
  SCHEMA_DRIFT(
      "structure/schema-drift",
      WARNING,
      "The table has a column that the mapping does not know.",
      "Map it, or list it under ignore."),
  KEY_MISSING(
      "key/missing",
      ERROR,
      "The row has no subject, or its visit has no date or instance.",
      "Fill in the cell, or delete the row."),
  KEY_PRECISION(
      "key/precision-lost",
      ERROR,
      "The id was stored as a number and has lost digits.",
      "Format the column as text and enter the ids again."),
  KEY_TYPE("key/type", ERROR, "The id is not a text or a whole number.", "Correct the cell."),
  KEY_NUMBER(
      "key/number",
      WARNING,
      "Ids are stored as numbers; leading zeros would be lost.",
      "Format the column as text."),
  KEY_INVISIBLE(
      "key/invisible-character",
      WARNING,
      "The id holds an invisible or combining character; ids are compared as they are.",
      "Enter the id again if it should be plain."),
  KEY_REWRITTEN(
      "key/rewritten",
      INFORMATION,
      "Ids were rewritten by the mapping's rule.",
      "Compare the coverage before you commit."),
  KEY_DUPLICATE_ROW(
      "key/duplicate-row",
      INFORMATION,
      "The row repeats another row.",
      "Nothing to do; it counts once."),
  KEY_DUPLICATE(
      "key/duplicate",
      ERROR,
      "Two rows give different values for the same fact.",
      "Correct one, or declare a date or instance column as grain."),
  KEY_UNRESOLVED(
      "key/unresolved",
      ERROR,
      "No study or series with this key is linked yet.",
      "Link the study; the row is then imported by itself."),
  KEY_AMBIGUOUS(
      "key/ambiguous",
      ERROR,
      "The key belongs to studies of several patients.",
      "Use StudyInstanceUID or PatientID as key."),
  NO_IMAGING(
      "key/no-imaging",
      WARNING,
      "The patient has no imaging in the store.",
      "Check the id, or link the patient's studies."),
  IMAGING_WITHOUT_ROW(
      "key/imaging-without-row",
      INFORMATION,
      "Patients with imaging have no row in the table.",
      "Check whether rows are missing or ids differ."),
  VALUE_MISSING("value/missing", INFORMATION, "The cell is empty.", "Nothing to do if unknown."),
  VALUE_TYPE("value/type", ERROR, "The cell is not of the declared type.", "Correct the cell."),
  NUMBER_FORM(
      "value/number-form",
      ERROR,
      "The number is not written in the declared form.",
      "Declare decimal and thousands for the column, or correct the cell."),
  VALUE_RANGE(
      "value/range", ERROR, "The value is out of the range allowed.", "Correct it or its unit."),
  VALUE_UNIT(
      "value/unit",
      ERROR,
      "The unit is missing, unknown or of another dimension.",
      "Give a UCUM unit that converts to the concept's unit."),
  VALUE_DATE(
      "value/date", ERROR, "The cell is not a date in the declared form.", "Declare dateFormat."),
  DATE_PRECISION(
      "value/date-precision",
      ERROR,
      "The date is less precise than the column allows.",
      "Complete it, or set partial: true."),
  CODE_UNMAPPED(
      "value/code-unmapped",
      WARNING,
      "The cell's code is not in the mapping's list.",
      "Add the code to the mapping, or correct the cell."),
  CODE_REJECTED(
      "value/code-rejected",
      ERROR,
      "The cell's code is not in the mapping's list and was not imported.",
      "Add the code to the mapping, or correct the cell."),
  COMPARATOR(
      "value/comparator",
      ERROR,
      "The number has a comparison sign.",
      "Set comparators: true to keep it as such."),
  FORMULA(
      "value/formula",
      WARNING,
      "The cell is a formula; its stored result was read.",
      "Save the workbook after calculation."),
  FORMULA_UNCACHED(
      "value/formula-uncached",
      ERROR,
      "The cell is a formula without a stored result.",
      "Open and save the workbook with a spreadsheet program."),
  ERROR_CELL(
      "value/error-cell",
      ERROR,
      "The cell shows a spreadsheet error.",
      "Correct it, or list it under source.missing."),
  INVISIBLE(
      "value/invisible-character",
      WARNING,
      "The text holds an invisible character.",
      "Enter the text again if it should be plain."),
  CONTRADICTION(
      "semantic/contradiction",
      ERROR,
      "Two cells of the patient contradict each other.",
      "Correct one of them."),
  NEGATIVE_TIME(
      "semantic/negative-time",
      ERROR,
      "A time or duration is negative.",
      "Correct it, or check the order of the dates."),
  FUTURE("semantic/future", ERROR, "The date is in the future.", "Correct the date."),
  INCOMPLETE(
      "semantic/incomplete",
      WARNING,
      "A survival time without event, or an event without time, is not imported.",
      "Fill in the other cell."),
  SERVER_REJECT(
      "target/server-reject",
      ERROR,
      "The FHIR server refused the patient's resources.",
      "See the detail; commit again when it is solved."),
  WAITING(
      "target/waiting",
      WARNING,
      "The FHIR server was not ready for the patient; it is tried again.",
      "Nothing to do."),
  VANISHED(
      "lifecycle/vanished",
      WARNING,
      "Patients of an earlier import of this dataset have no row any more.",
      "Their facts stay; undo the earlier import to remove them."),
  CHANGED_LATER(
      "lifecycle/changed-later",
      WARNING,
      "A later run changed the resource; undo left it as it is.",
      "Undo the later run first."),
  LOW_COVERAGE(
      "import/low-coverage",
      ERROR,
      "Too few rows have imaging; most likely the ids do not match.",
      "Check the id column and rule, or commit with confirmLowCoverage."),
  TOO_MANY_REJECTED(
      "import/too-many-rejected",
      ERROR,
      "More rows are rejected than the limit allows.",
      "Correct the file or the mapping, or commit with confirmRejected."),
  WRONG_STATE(
      "import/wrong-state",
      ERROR,
      "The import is in a state that does not allow this.",
      "Wait for the running work, or look at the import's state."),
  DATASET_BUSY(
      "import/dataset-busy",
      INFORMATION,
      "Another import of the same dataset is running.",
      "Nothing to do; it is tried again by itself."),
  NOT_FOUND("import/not-found", ERROR, "There is no such import.", "List the imports."),
  TOO_LARGE(
      "import/too-large",
      ERROR,
      "The upload is larger than allowed.",
      "Divide the table, or raise clinical.import.upload-limit."),
  MAPPING_INVALID(
      "mapping/invalid", ERROR, "The mapping is not valid.", "Correct the named lines."),
  MAPPING_NOT_FOUND(
      "mapping/not-found",
      ERROR,
      "No stored mapping matches the file.",
      "Upload a mapping with the file."),
  MAPPING_AMBIGUOUS(
      "mapping/ambiguous",
      ERROR,
      "Several stored mappings match the file.",
      "Name the mapping in the upload.");

  private final String code;
  private final Severity severity;
  private final String message;
  private final String hint;

  ImportIssue(String code, Severity severity, String message, String hint) {
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

  /** The issue with a code. */
  public static ImportIssue ofCode(String code) {
    for (var issue : values()) {
      if (issue.code.equals(code)) {
        return issue;
      }
    }
    throw new IllegalArgumentException("unknown issue code");
  }
}

package ai.kaapana.clinical.importer.table;

import ai.kaapana.clinical.importer.issue.Finding;

/** Receives a table as it is read: the header once, then the rows in the order of the file. */
public interface RowSink {
  /** Takes the header. */
  void header(TableHeader header);

  /** Takes a row of the header's width. */
  void row(TableRow row);

  /** Takes the reason for which a row cannot be read; the row counts as rejected. */
  void rejected(Finding reason);

  /** Takes what is worth knowing about the file; no row is lost by it. */
  void finding(Finding finding);
}

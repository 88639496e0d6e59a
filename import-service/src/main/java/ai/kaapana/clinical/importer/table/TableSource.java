package ai.kaapana.clinical.importer.table;

/** A table in a file, whatever the format. Knows nothing of what the columns mean. */
@FunctionalInterface
public interface TableSource {
  /**
   * Reads the whole table from its start, holding one row at a time.
   *
   * @throws TableRefused when the file as a whole cannot be trusted; what the sink has got until
   *     then counts for nothing
   */
  void read(RowSink sink);
}

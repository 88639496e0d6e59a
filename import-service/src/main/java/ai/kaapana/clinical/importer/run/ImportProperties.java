package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.importer.table.TableLimits;
import ai.kaapana.clinical.service.config.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service imports.
 *
 * @param spool folder in which uploaded files are kept under their hash
 * @param packPatients how many patients are handed to the store at once
 * @param coverage when too few rows have imaging
 * @param rejected when too many rows are rejected
 * @param limits how much of a file is taken
 * @param waiting how rows are tried again that wait for a study
 * @param pickup what happens to tables that arrive in the bucket
 */
@ConfigurationProperties("clinical.import")
public record ImportProperties(
    @DefaultValue("import-spool") Path spool,
    @DefaultValue("50") int packPatients,
    @DefaultValue Coverage coverage,
    @DefaultValue Rejected rejected,
    @DefaultValue Limits limits,
    @DefaultValue Waiting waiting,
    @DefaultValue Pickup pickup) {

  /** Refuses values with which no import could work. */
  public ImportProperties {
    require(
        packPatients >= 1 && packPatients <= 500,
        "pack-patients",
        "is out of range",
        "Use 1 to 500.");
    share(coverage.minimum(), "coverage.minimum");
    share(rejected.maximum(), "rejected.maximum");
  }

  /**
   * When too few rows have imaging.
   *
   * @param minimum share of rows with imaging below which a commit must be confirmed
   */
  public record Coverage(@DefaultValue("0.5") double minimum) {}

  /**
   * When too many rows are rejected.
   *
   * @param maximum share of rejected rows above which a commit must be confirmed
   */
  public record Rejected(@DefaultValue("0.5") double maximum) {}

  /**
   * How much of a file is taken.
   *
   * @param recordCharacters characters of one CSV record
   * @param cellCharacters characters of one cell
   * @param columns columns of a table
   * @param emptyRows empty rows in a row
   * @param inflatedBytes bytes of a workbook after inflation
   * @param archiveEntries entries of a workbook's archive
   * @param sharedCharacters characters of a workbook's shared strings
   */
  public record Limits(
      @DefaultValue("1048576") int recordCharacters,
      @DefaultValue("1048576") int cellCharacters,
      @DefaultValue("10000") int columns,
      @DefaultValue("2000000") long emptyRows,
      @DefaultValue("6000000000") long inflatedBytes,
      @DefaultValue("1000") int archiveEntries,
      @DefaultValue("64000000") long sharedCharacters) {

    TableLimits table() {
      return new TableLimits(
          recordCharacters,
          cellCharacters,
          columns,
          emptyRows,
          inflatedBytes,
          archiveEntries,
          sharedCharacters);
    }
  }

  /**
   * How rows are tried again that wait for a study.
   *
   * @param interval how long after a try the next one is due
   */
  public record Waiting(@DefaultValue("5m") Duration interval) {}

  /**
   * What happens to tables that arrive in the bucket of {@code clinical.object-store}.
   *
   * @param autoCommit whether an import that needs no confirmation is committed at once
   */
  public record Pickup(@DefaultValue("false") boolean autoCommit) {}

  private static void share(double value, String name) {
    require(value >= 0 && value <= 1, name, "is out of range", "Use a share from 0 to 1.");
  }

  private static void require(boolean holds, String name, String problem, String hint) {
    if (!holds) {
      throw new ConfigurationException("clinical.import." + name, problem, hint);
    }
  }
}

package ai.kaapana.clinical.importer.mapping.language;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a file is read.
 *
 * @param files patterns of file names that the mapping is for ({@code *} and {@code ?})
 * @param headers column names that a file of the mapping has
 * @param format the format; AUTO decides by the file's first bytes
 * @param sheet the sheet of a workbook
 * @param headerRow the row with the column names, from 1
 * @param charset the declared encoding of a CSV file
 * @param delimiter the declared delimiter of a CSV file
 * @param escape the declared escape character of a CSV file
 * @param comment the character that starts a comment line of a CSV file
 * @param numbers how numbers are written unless a column says otherwise
 * @param dateFormats how dates are written unless a column says otherwise
 * @param missing texts that mean "no value" in every column
 * @param grain what one row is
 * @param timeAxis what the dates of the dataset are
 */
public record SourceRules(
    List<String> files,
    List<String> headers,
    Format format,
    Optional<String> sheet,
    int headerRow,
    Optional<Charset> charset,
    Optional<Character> delimiter,
    Optional<Character> escape,
    Optional<Character> comment,
    NumberForm numbers,
    List<String> dateFormats,
    List<String> missing,
    Grain grain,
    TimeAxis timeAxis) {

  /** Copies the lists. */
  public SourceRules {
    files = List.copyOf(files);
    headers = List.copyOf(headers);
    dateFormats = List.copyOf(dateFormats);
    missing = List.copyOf(missing);
  }

  /**
   * What the dates of a dataset are. Dates on two axes have no number of days between them.
   *
   * <p>The code is the one that the studies of a PACS carry too, so that a table can tell which
   * dates may be compared.
   */
  public enum TimeAxis {
    /** Days of the calendar. */
    REAL("real", "real"),
    /** Moved by a number of days that differs from patient to patient. */
    SHIFTED("shifted", "shifted"),
    /** Days from an event. */
    DAYS("days", "event");

    private final String word;
    private final String code;

    TimeAxis(String word, String code) {
      this.word = word;
      this.code = code;
    }

    /** The word of the mapping. */
    public String word() {
      return word;
    }

    /** The code in a resource. */
    public String code() {
      return code;
    }

    static Optional<TimeAxis> of(String word) {
      return Arrays.stream(values()).filter(axis -> axis.word.equals(word)).findFirst();
    }
  }

  /** A file format. */
  public enum Format {
    /** Decided by the file's first bytes. */
    AUTO,
    /** Text with a delimiter. */
    CSV,
    /** Excel workbook. */
    XLSX
  }

  /**
   * How numbers are written.
   *
   * @param decimal the decimal sign
   * @param thousands the sign between thousands; none means that grouped numbers are refused
   */
  public record NumberForm(char decimal, Optional<Character> thousands) {}

  /** What one row of the table is. */
  public sealed interface Grain {
    /** All that is known of one patient. */
    record PatientRow() implements Grain {}

    /**
     * One visit of a patient, told from others by its date or by a named instance.
     *
     * @param date the column with the visit's date
     * @param dateFormats how that date is written; empty for the source's own
     * @param instance the column with the visit's name or number
     */
    record VisitRow(Optional<String> date, List<String> dateFormats, Optional<String> instance)
        implements Grain {
      /** Copies the list. */
      public VisitRow {
        dateFormats = List.copyOf(dateFormats);
      }
    }
  }
}

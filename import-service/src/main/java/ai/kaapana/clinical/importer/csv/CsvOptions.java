package ai.kaapana.clinical.importer.csv;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * What is declared about a CSV file; what is not declared is found out from the file.
 *
 * @param charset the encoding
 * @param delimiter the character between cells
 * @param escape the character that escapes a quote inside quotes; doubled quotes always work
 * @param comment the character that starts a comment line
 * @param headerRow the row of the header, from 1
 */
public record CsvOptions(
    Optional<Charset> charset,
    Optional<Character> delimiter,
    Optional<Character> escape,
    Optional<Character> comment,
    int headerRow) {
  /** Nothing declared, header in the first row. */
  public static final CsvOptions AUTO =
      new CsvOptions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1);
}

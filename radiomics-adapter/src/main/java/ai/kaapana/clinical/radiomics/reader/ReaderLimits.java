package ai.kaapana.clinical.radiomics.reader;

/**
 * What a file may hold.
 *
 * @param columns most columns of a header or keys of an object
 * @param cellCharacters longest cell
 * @param recordCharacters longest row, so that an unclosed quote cannot swallow a file
 * @param rows most results of a file
 */
public record ReaderLimits(int columns, int cellCharacters, int recordCharacters, long rows) {

  /** Enough for 50,000 features of a region; about 40 MB of heap in the worst case. */
  public static final ReaderLimits DEFAULT =
      new ReaderLimits(50_000, 100_000, 8_000_000, 1_000_000);
}

package ai.kaapana.clinical.radiomics.reader;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;

/**
 * Reads a result file of PyRadiomics, CSV or JSON, recognised by its first character.
 *
 * <p>To read a file to its end is to check it: whoever must not act on a broken file reads it once
 * with a sink that only looks, and then again.
 */
public final class ResultReader {

  private final ReaderLimits limits;

  public ResultReader(ReaderLimits limits) {
    this.limits = limits;
  }

  /**
   * Gives every result of the file to the sink, in file order.
   *
   * @throws UnreadableResultException if the file is cut off, ambiguous or no result file
   * @throws IOException if the source cannot be read
   */
  public void read(InputStream in, RoiSink sink) throws UnreadableResultException, IOException {
    var text = new GuardedText(in, limits.recordCharacters());
    long[] line = {0};
    try (var buffered = new BufferedReader(text)) {
      var first = firstCharacter(buffered);
      if (first < 0) {
        throw new UnreadableResultException(RadiomicsIssue.FILE_EMPTY, 0);
      }
      if (first == '[' || first == '{') {
        new JsonResults(limits, text, line).read(buffered, sink);
      } else {
        new CsvResults(limits, text, line).read(buffered, sink);
      }
    } catch (CharacterCodingException e) {
      throw new UnreadableResultException(RadiomicsIssue.FILE_ENCODING, line[0]);
    } catch (GuardedText.RecordTooLongException | StreamConstraintsException e) {
      throw new UnreadableResultException(RadiomicsIssue.FILE_TOO_LARGE, line[0]);
    } catch (EOFException | JsonEOFException e) {
      throw new UnreadableResultException(RadiomicsIssue.FILE_TRUNCATED, line[0]);
    } catch (JsonProcessingException e) {
      throw new UnreadableResultException(RadiomicsIssue.FILE_MALFORMED, line[0]);
    }
  }

  private static int firstCharacter(BufferedReader reader) throws IOException {
    int character;
    do {
      reader.mark(1);
      character = reader.read();
    } while (character >= 0 && Character.isWhitespace(character));
    if (character >= 0) {
      reader.reset();
    }
    return character;
  }
}

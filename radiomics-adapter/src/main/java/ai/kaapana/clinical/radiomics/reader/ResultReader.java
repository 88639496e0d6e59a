package ai.kaapana.clinical.radiomics.reader;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.reader.mitk.MitkCsv;
import ai.kaapana.clinical.radiomics.reader.mitk.MitkXml;
import ai.kaapana.clinical.radiomics.reader.pyradiomics.CsvResults;
import ai.kaapana.clinical.radiomics.reader.pyradiomics.JsonResults;
import ai.kaapana.clinical.radiomics.reader.totalsegmentator.MaskResults;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Pattern;

/**
 * Reads a result file of any tool, recognised by how it begins.
 *
 * <p>To read a file to its end is to check it: whoever must not act on a broken file reads it once
 * with a sink that only looks, and then again.
 */
public final class ResultReader {

  private static final int HEAD = 4_096;

  /** An object whose first member is an object: one for each mask. */
  private static final Pattern MASKS =
      Pattern.compile("\\{\\s*\"(?!diagnostics_|general_info_)[^\"]*\"\\s*:\\s*\\{");

  private static final String MITK_NAMESPACE = "www.mitk.org/Phenotyping";
  private static final Pattern MITK_JSON = Pattern.compile("\\{\\s*\"mp:measurement\"");
  private static final Pattern MITK_CSV = Pattern.compile("(SoftwareVersion|[0-9a-f]{40});");

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
    try (var buffered = new BufferedReader(text)) {
      read(new ResultInput(limits, text, buffered), sink);
    }
  }

  private static void read(ResultInput input, RoiSink sink)
      throws UnreadableResultException, IOException {
    try {
      reader(input).read(sink);
    } catch (CharacterCodingException e) {
      throw input.refuse(RadiomicsIssue.FILE_ENCODING);
    } catch (GuardedText.RecordTooLongException | StreamConstraintsException e) {
      throw input.refuse(RadiomicsIssue.FILE_TOO_LARGE);
    } catch (EOFException | JsonEOFException e) {
      throw input.refuse(RadiomicsIssue.FILE_TRUNCATED);
    } catch (JsonProcessingException e) {
      throw input.refuse(RadiomicsIssue.FILE_MALFORMED);
    }
  }

  private static ToolReader reader(ResultInput input)
      throws UnreadableResultException, IOException {
    var head = head(input.reader());
    if (head.isEmpty()) {
      throw input.refuse(RadiomicsIssue.FILE_EMPTY);
    }
    return switch (head.charAt(0)) {
      case '<' -> xml(head, input);
      case '[' -> new JsonResults(input);
      case '{' -> object(head, input);
      default -> MITK_CSV.matcher(head).lookingAt() ? new MitkCsv(input) : new CsvResults(input);
    };
  }

  /**
   * MITK's own XML has a declaration. What Kaapana's chain writes beside it as {@code .json} has
   * none, holds the document once more after each retry, and is not read.
   */
  private static ToolReader xml(String head, ResultInput input) throws UnreadableResultException {
    if (!head.startsWith("<?xml") && head.contains(MITK_NAMESPACE)) {
      throw input.refuse(RadiomicsIssue.FILE_XML_COPY);
    }
    return new MitkXml(input);
  }

  private static ToolReader object(String head, ResultInput input)
      throws UnreadableResultException {
    if (MITK_JSON.matcher(head).lookingAt()) {
      throw input.refuse(RadiomicsIssue.FILE_XML_COPY);
    }
    return MASKS.matcher(head).lookingAt() ? new MaskResults(input) : new JsonResults(input);
  }

  /** The beginning without leading blanks, which are skipped for good. */
  private static String head(BufferedReader reader) throws IOException {
    int character;
    do {
      reader.mark(1);
      character = reader.read();
    } while (character >= 0 && Character.isWhitespace(character));
    if (character < 0) {
      return "";
    }
    reader.reset();
    reader.mark(HEAD);
    var buffer = new char[HEAD];
    var filled = 0;
    for (int count = 0; count >= 0 && filled < HEAD; filled += Math.max(count, 0)) {
      count = reader.read(buffer, filled, HEAD - filled);
    }
    reader.reset();
    return new String(buffer, 0, filled);
  }
}

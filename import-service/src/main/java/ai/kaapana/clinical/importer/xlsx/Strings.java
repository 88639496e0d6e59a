package ai.kaapana.clinical.importer.xlsx;

import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.table.TableRefused;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The shared strings of a workbook as plain text: the runs of rich text joined, phonetic runs left
 * out.
 *
 * <p>Source: ECMA-376 part 1, 18.4.8 (si), 18.4.6 (rPh).
 */
final class Strings {
  private final List<String> texts = new ArrayList<>();

  static Strings none() {
    return new Strings();
  }

  static Strings read(InputStream part, long limit) throws XMLStreamException {
    var strings = new Strings();
    var reader = Parts.open(part);
    long characters = 0;
    while (reader.hasNext()) {
      if (Parts.next(reader) == XMLStreamConstants.START_ELEMENT
          && reader.getLocalName().equals("si")) {
        var text = text(reader, "si");
        characters += text.length();
        if (characters > limit) {
          throw new TableRefused(
              Finding.at(ImportIssue.LIMIT, Effect.FILE_REFUSED).detail("shared strings"));
        }
        strings.texts.add(text);
      }
    }
    return strings;
  }

  String get(String index) {
    int at = Integer.parseInt(index.strip());
    if (at < 0 || at >= texts.size()) {
      throw new TableRefused(
          Finding.at(ImportIssue.BROKEN, Effect.FILE_REFUSED).detail("shared string missing"));
    }
    return texts.get(at);
  }

  /** The text of an element of shared or inline strings, the reader being at its start. */
  static String text(XMLStreamReader reader, String element) throws XMLStreamException {
    var text = new StringBuilder();
    int phonetic = 0;
    boolean inText = false;
    while (true) {
      int event = Parts.next(reader);
      if (event == XMLStreamConstants.START_ELEMENT) {
        phonetic += reader.getLocalName().equals("rPh") ? 1 : 0;
        inText = reader.getLocalName().equals("t");
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        if (reader.getLocalName().equals(element)) {
          return text.toString();
        }
        phonetic -= reader.getLocalName().equals("rPh") ? 1 : 0;
        inText = false;
      } else if (inText && phonetic == 0 && reader.isCharacters()) {
        text.append(reader.getText());
      }
    }
  }
}

package ai.kaapana.clinical.importer.xlsx;

import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.table.TableRefused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Opens the XML parts of a workbook without document types, entities or anything outside. */
final class Parts {
  private static final XMLInputFactory FACTORY = factory();

  private Parts() {}

  static XMLStreamReader open(InputStream part) throws XMLStreamException {
    return FACTORY.createXMLStreamReader(part);
  }

  /** Moves to the next event; a document type declaration refuses the file. */
  static int next(XMLStreamReader reader) throws XMLStreamException {
    int event = reader.next();
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw new TableRefused(Finding.at(ImportIssue.DTD, Effect.FILE_REFUSED));
    }
    return event;
  }

  /** Looks into every XML part of an archive before another parser does. */
  static void checkAll(Path file) throws IOException, XMLStreamException {
    try (var zip = new ZipFile(file.toFile())) {
      for (var entries = zip.entries(); entries.hasMoreElements(); ) {
        var entry = entries.nextElement();
        if (entry.getName().endsWith(".xml") || entry.getName().endsWith(".rels")) {
          try (var part = zip.getInputStream(entry)) {
            check(part);
          }
        }
      }
    }
  }

  // A document type can only be declared before the first element.
  private static void check(InputStream part) throws XMLStreamException {
    var reader = open(part);
    while (reader.hasNext()) {
      if (next(reader) == XMLStreamConstants.START_ELEMENT) {
        return;
      }
    }
  }

  static String attribute(XMLStreamReader reader, String name) {
    return Objects.requireNonNullElse(reader.getAttributeValue(null, name), "");
  }

  static boolean flag(XMLStreamReader reader, String name) {
    var value = attribute(reader, name);
    return value.equals("1") || value.equals("true");
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }
}

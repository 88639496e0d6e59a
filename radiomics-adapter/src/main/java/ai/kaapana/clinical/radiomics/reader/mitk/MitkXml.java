package ai.kaapana.clinical.radiomics.reader.mitk;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.reader.ResultInput;
import ai.kaapana.clinical.radiomics.reader.RoiSink;
import ai.kaapana.clinical.radiomics.reader.ToolReader;
import ai.kaapana.clinical.radiomics.reader.UnreadableResultException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The XML of MITK: one region, with image, mask, parameters and settings.
 *
 * <p>Neither a document type nor an entity is read: MITK writes none, and they are how a file makes
 * a reader fetch or expand what it should not.
 */
public final class MitkXml implements ToolReader {

  private static final Set<String> NAMESPACES =
      Set.of("https://www.mitk.org/Phenotyping", "http://www.mitk.org/Phenotyping");
  private static final String ROOT = "measurement";
  private static final int DEEPEST = 20;

  private final ResultInput input;
  private final Deque<String> path = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private boolean closed;

  public MitkXml(ResultInput input) {
    this.input = input;
  }

  @Override
  public void read(RoiSink sink) throws UnreadableResultException, IOException {
    var measurement = new MitkMeasurement();
    try {
      var xml = factory().createXMLStreamReader(input.reader());
      while (xml.hasNext()) {
        step(xml, measurement);
      }
    } catch (XMLStreamException e) {
      throw broken(e);
    }
    if (measurement.contradicts()) {
      throw input.refuse(RadiomicsIssue.COLUMN_DUPLICATE);
    }
    if (measurement.isEmpty()) {
      throw input.refuse(RadiomicsIssue.FILE_EMPTY);
    }
    sink.accept(measurement.result(input.line()));
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  private void step(XMLStreamReader xml, MitkMeasurement measurement)
      throws XMLStreamException, UnreadableResultException {
    var event = xml.next();
    input.line(xml.getLocation().getLineNumber());
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> start(xml, measurement);
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append(xml.getText());
      case XMLStreamConstants.END_ELEMENT -> {
        measurement.element(String.join("/", path), text.toString());
        path.removeLast();
        text.setLength(0);
        closed = path.isEmpty();
      }
      case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
          throw input.refuse(RadiomicsIssue.FILE_MALFORMED);
      default -> {}
    }
  }

  private void start(XMLStreamReader xml, MitkMeasurement measurement)
      throws UnreadableResultException {
    var known = NAMESPACES.contains(String.valueOf(xml.getNamespaceURI()));
    if (!known || path.isEmpty() != xml.getLocalName().equals(ROOT) || path.size() > DEEPEST) {
      throw input.refuse(RadiomicsIssue.FILE_MALFORMED);
    }
    path.addLast(xml.getLocalName());
    text.setLength(0);
    measurement.begin();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      measurement.attribute(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
    }
    if (xml.getLocalName().equals("featureSetting")) {
      measurement.setting();
    }
    if (measurement.size() > input.limits().columns()) {
      throw input.refuse(RadiomicsIssue.FILE_TOO_LARGE);
    }
  }

  private void append(String characters) throws UnreadableResultException {
    text.append(characters);
    if (text.length() > input.limits().cellCharacters()) {
      throw input.refuse(RadiomicsIssue.FILE_TOO_LARGE);
    }
  }

  /**
   * The parser tells neither a failing source nor the end of the text by a type: the one is the
   * cause, the other shows in where the parser stood.
   */
  private UnreadableResultException broken(XMLStreamException e) throws IOException {
    if (e.getNestedException() instanceof IOException source) {
      throw source;
    }
    var location = e.getLocation();
    var atEnd = location != null && location.getCharacterOffset() >= input.characters() - 1;
    return input.refuse(
        atEnd && !closed ? RadiomicsIssue.FILE_TRUNCATED : RadiomicsIssue.FILE_MALFORMED);
  }
}

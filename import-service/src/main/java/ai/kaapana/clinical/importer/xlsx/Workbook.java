package ai.kaapana.clinical.importer.xlsx;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * What the workbook part says: its sheets and its date system.
 *
 * <p>Source: ECMA-376 part 1, 18.2.19 (sheet), 18.2.28 (workbookPr).
 */
record Workbook(List<Sheet> sheets, boolean date1904) {
  record Sheet(String name, boolean hidden) {}

  static Workbook read(InputStream part) throws XMLStreamException {
    List<Sheet> sheets = new ArrayList<>();
    boolean date1904 = false;
    var reader = Parts.open(part);
    while (reader.hasNext()) {
      if (Parts.next(reader) != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      if (reader.getLocalName().equals("workbookPr")) {
        date1904 = Parts.flag(reader, "date1904");
      } else if (reader.getLocalName().equals("sheet")) {
        var state = Parts.attribute(reader, "state");
        sheets.add(new Sheet(Parts.attribute(reader, "name"), state.contains("idden")));
      }
    }
    return new Workbook(List.copyOf(sheets), date1904);
  }

  List<Sheet> visible() {
    return sheets.stream().filter(sheet -> !sheet.hidden()).toList();
  }
}

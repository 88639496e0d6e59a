package ai.kaapana.clinical.importer.xlsx;

import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.table.Cell;
import ai.kaapana.clinical.importer.table.CellKind;
import ai.kaapana.clinical.importer.table.TableLimits;
import ai.kaapana.clinical.importer.table.TableRefused;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks the rows of one worksheet as a stream.
 *
 * <p>Source: ECMA-376 part 1, 18.3.1.73 (row), 18.3.1.4 (c), 18.18.11 (ST_CellType).
 */
final class SheetReader {
  /** Receives rows as they come; answers whether more are wanted. */
  interface Rows {
    boolean row(long number, boolean hidden, List<Cell> cells);
  }

  private final Strings strings;
  private final Formats formats;
  private final TableLimits limits;
  private final List<String> merged = new ArrayList<>();

  SheetReader(Strings strings, Formats formats, TableLimits limits) {
    this.strings = strings;
    this.formats = formats;
    this.limits = limits;
  }

  void read(InputStream part, Rows rows) throws XMLStreamException {
    var reader = Parts.open(part);
    long number = 0;
    while (reader.hasNext()) {
      if (Parts.next(reader) != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      if (reader.getLocalName().equals("row")) {
        var written = Parts.attribute(reader, "r");
        number = written.isEmpty() ? number + 1 : Long.parseLong(written);
        boolean hidden = Parts.flag(reader, "hidden");
        if (!rows.row(number, hidden, cells(reader))) {
          return;
        }
      } else if (reader.getLocalName().equals("mergeCell")) {
        merged.add(Parts.attribute(reader, "ref"));
      }
    }
  }

  /** References of merged cells, known after the last row. */
  List<String> merged() {
    return merged;
  }

  private List<Cell> cells(XMLStreamReader reader) throws XMLStreamException {
    List<Cell> cells = new ArrayList<>();
    while (true) {
      int event = Parts.next(reader);
      if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("row")) {
        return cells;
      }
      if (event == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("c")) {
        int column = column(Parts.attribute(reader, "r"), cells.size());
        if (column >= limits.columns()) {
          throw refused(ImportIssue.LIMIT, "columns");
        }
        while (cells.size() < column) {
          cells.add(Cell.EMPTY);
        }
        cells.add(cell(reader));
      }
    }
  }

  private Cell cell(XMLStreamReader reader) throws XMLStreamException {
    var type = Parts.attribute(reader, "t");
    var style = Parts.attribute(reader, "s");
    String value = null;
    String inline = null;
    boolean formula = false;
    while (true) {
      int event = Parts.next(reader);
      if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("c")) {
        var cell = typed(type, style, inline == null ? value : inline, formula);
        return formula && cell.kind() != CellKind.UNCACHED ? cell.asFormula() : cell;
      }
      if (event != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (reader.getLocalName()) {
        case "v" -> value = reader.getElementText();
        case "f" -> formula = true;
        case "is" -> inline = Strings.text(reader, "is");
        default -> {
          // Extensions of a cell hold no value.
        }
      }
    }
  }

  private Cell typed(String type, String style, String value, boolean formula) {
    if (value == null || value.isEmpty() && !type.equals("str")) {
      return formula ? Cell.of(CellKind.UNCACHED, "") : Cell.EMPTY;
    }
    var cell =
        switch (type) {
          case "s" -> Cell.text(strings.get(value));
          case "inlineStr", "str" -> Cell.text(value);
          case "b" -> Cell.of(CellKind.BOOLEAN, value.strip().equals("1") ? "true" : "false");
          case "e" -> Cell.of(CellKind.ERROR, value);
          case "d" -> Cell.of(CellKind.DATE, value);
          default -> formats.number(value.strip(), style);
        };
    if (cell.text().length() > limits.cellCharacters()) {
      throw refused(ImportIssue.LIMIT, "characters of a cell");
    }
    return cell;
  }

  private static int column(String reference, int next) {
    int column = 0;
    for (int at = 0; at < reference.length() && Character.isLetter(reference.charAt(at)); at++) {
      column = column * 26 + Character.toUpperCase(reference.charAt(at)) - 'A' + 1;
      if (column > 1 << 20) {
        throw refused(ImportIssue.BROKEN, "cell reference");
      }
    }
    return column == 0 ? next : column - 1;
  }

  private static TableRefused refused(ImportIssue issue, String detail) {
    return new TableRefused(Finding.at(issue, Effect.FILE_REFUSED).detail(detail));
  }
}

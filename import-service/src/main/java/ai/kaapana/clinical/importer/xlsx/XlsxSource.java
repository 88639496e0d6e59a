package ai.kaapana.clinical.importer.xlsx;

import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.table.RowSink;
import ai.kaapana.clinical.importer.table.TableLimits;
import ai.kaapana.clinical.importer.table.TableRefused;
import ai.kaapana.clinical.importer.table.TableSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.xssf.eventusermodel.XSSFReader;

/**
 * A table in a sheet of an Excel workbook (.xlsx), read as a stream. Formulas are never calculated:
 * their stored result is read and marked.
 */
public final class XlsxSource implements TableSource {
  private static final String MACROS = "macroEnabled";
  private static final String BINARY = "sheet.binary";
  private final Path file;
  private final XlsxOptions options;
  private final TableLimits limits;

  /** A source over a local file. */
  public XlsxSource(Path file, XlsxOptions options, TableLimits limits) {
    this.file = file;
    this.options = options;
    this.limits = limits;
  }

  @Override
  public void read(RowSink sink) {
    try {
      Container.check(file);
      new ZipGuard(limits).check(file);
      Parts.checkAll(file);
      try (var container = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
        checkContent(container, sink);
        read(new XSSFReader(container), sink);
      }
    } catch (OpenXML4JException | OpenXML4JRuntimeException | POIXMLException e) {
      throw refused(ImportIssue.BROKEN, "package");
    } catch (XMLStreamException | NumberFormatException e) {
      throw refused(ImportIssue.BROKEN, "XML of a part");
    } catch (IOException e) {
      throw new UncheckedIOException("the spooled file cannot be read", e);
    }
  }

  private static void checkContent(OPCPackage container, RowSink sink) throws OpenXML4JException {
    boolean links = false;
    for (var part : container.getParts()) {
      if (part.getContentType().contains(MACROS)) {
        throw refused(ImportIssue.MACRO, "");
      }
      if (part.getContentType().contains(BINARY)) {
        throw refused(ImportIssue.UNSUPPORTED, "binary workbook (.xlsb)");
      }
      var name = part.getPartName().getName();
      links |= name.contains("/externalLinks/") || name.contains("/queryTables/");
    }
    if (links) {
      sink.finding(Finding.at(ImportIssue.EXTERNAL_LINK, Effect.NOTE));
    }
  }

  private void read(XSSFReader reader, RowSink sink)
      throws IOException, OpenXML4JException, XMLStreamException {
    Workbook workbook;
    try (var part = reader.getWorkbookData()) {
      workbook = Workbook.read(part);
    }
    var strings = Strings.none();
    try (var part = reader.getSharedStringsData()) {
      if (part != null) {
        strings = Strings.read(part, limits.sharedCharacters());
      }
    }
    var formats = new Formats(reader.getStylesTable(), workbook.date1904());
    if (workbook.sheets().size() > workbook.visible().size()) {
      sink.finding(Finding.at(ImportIssue.HIDDEN_SHEET, Effect.NOTE));
    }
    var sheets = headers(reader, workbook, strings, formats);
    var name = choose(sheets);
    rows(reader, name, new SheetReader(strings, formats, limits), sink);
  }

  private void rows(XSSFReader reader, String name, SheetReader sheet, RowSink sink)
      throws IOException, OpenXML4JException, XMLStreamException {
    var collector = new TableCollector(name, options.headerRow(), limits, sink);
    try (var part = part(reader, name)) {
      sheet.read(part, collector);
    }
    collector.end(sheet.merged());
  }

  // The candidates, each with its header as text.
  private Map<String, List<String>> headers(
      XSSFReader reader, Workbook workbook, Strings strings, Formats formats)
      throws IOException, OpenXML4JException, XMLStreamException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (var sheet : workbook.sheets()) {
      boolean wanted = options.sheet().map(sheet.name()::equals).orElse(!sheet.hidden());
      if (!wanted) {
        continue;
      }
      List<String> names = new ArrayList<>();
      try (var part = part(reader, sheet.name())) {
        new SheetReader(strings, formats, limits)
            .read(
                part,
                (number, hidden, cells) -> {
                  if (number == options.headerRow()) {
                    cells.forEach(cell -> names.add(cell.text().strip()));
                  }
                  return number < options.headerRow();
                });
      }
      headers.put(sheet.name(), names);
    }
    return headers;
  }

  private String choose(Map<String, List<String>> sheets) {
    var fitting =
        sheets.size() == 1
            ? List.copyOf(sheets.keySet())
            : sheets.entrySet().stream()
                .filter(sheet -> !sheet.getValue().isEmpty())
                .filter(sheet -> sheet.getValue().containsAll(options.columns()))
                .map(Map.Entry::getKey)
                .toList();
    if (fitting.isEmpty()) {
      throw refused(ImportIssue.SHEET_MISSING, options.sheet().orElse(""));
    }
    if (fitting.size() > 1) {
      throw refused(ImportIssue.SHEET_AMBIGUOUS, String.join(", ", fitting));
    }
    return fitting.getFirst();
  }

  private static InputStream part(XSSFReader reader, String name)
      throws IOException, OpenXML4JException {
    var sheets = (XSSFReader.SheetIterator) reader.getSheetsData();
    while (sheets.hasNext()) {
      var part = sheets.next();
      if (sheets.getSheetName().equals(name)) {
        return part;
      }
      part.close();
    }
    throw refused(ImportIssue.SHEET_MISSING, name);
  }

  private static TableRefused refused(ImportIssue issue, String detail) {
    return new TableRefused(Finding.at(issue, Effect.FILE_REFUSED).detail(detail));
  }
}

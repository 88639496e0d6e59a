package ai.kaapana.clinical.importer.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.table.Cell;
import ai.kaapana.clinical.importer.table.CellKind;
import ai.kaapana.clinical.importer.table.Recorded;
import ai.kaapana.clinical.importer.table.TableLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsxSourceTest {
  private static final TableLimits LIMITS =
      new TableLimits(1 << 16, 32_767, 200, 1_000, 40_000_000, 200, 1_000_000);
  @TempDir Path folder;

  private Path save(Workbook workbook) throws IOException {
    var file = folder.resolve("table.xlsx");
    try (workbook;
        OutputStream stream = Files.newOutputStream(file)) {
      workbook.write(stream);
    }
    return file;
  }

  private static XlsxSource source(Path file) {
    return new XlsxSource(file, XlsxOptions.AUTO, LIMITS);
  }

  private static XSSFWorkbook workbook(Object... cells) {
    var workbook = new XSSFWorkbook();
    var sheet = workbook.createSheet("data");
    var header = sheet.createRow(0);
    var row = sheet.createRow(1);
    for (int column = 0; column < cells.length; column++) {
      header.createCell(column).setCellValue("c" + column);
      var cell = row.createCell(column);
      if (cells[column] instanceof Number number) {
        cell.setCellValue(number.doubleValue());
      } else if (cells[column] instanceof Boolean truth) {
        cell.setCellValue(truth);
      } else {
        cell.setCellValue(String.valueOf(cells[column]));
      }
    }
    return workbook;
  }

  private static void format(XSSFWorkbook workbook, int column, String format) {
    var style = workbook.createCellStyle();
    style.setDataFormat(workbook.createDataFormat().getFormat(format));
    workbook.getSheetAt(0).getRow(1).getCell(column).setCellStyle(style);
  }

  @Test
  void readsTypedCells() throws IOException {
    var workbook = workbook("text", 0.1 + 0.2, 78.7515, true, 12345678901234.0);
    var table = Recorded.of(source(save(workbook)));
    assertThat(table.texts(0))
        .containsExactly("text", "0.30000000000000004", "78.7515", "true", "12345678901234");
    assertThat(table.rows.getFirst().number()).isEqualTo(2);
    assertThat(table.header.sheet()).isEqualTo("data");
  }

  @Test
  void readsDatesByTheirFormat() throws IOException {
    var workbook = workbook(36526, 36526.5, 0.25, 60, 1, 36526);
    format(workbook, 0, "dd.mm.yyyy");
    format(workbook, 1, "yyyy-mm-dd hh:mm");
    format(workbook, 2, "hh:mm");
    format(workbook, 3, "yyyy-mm-dd");
    format(workbook, 4, "yyyy-mm-dd");
    format(workbook, 5, "[$-407]d. mmmm yyyy;@");
    var cells = Recorded.of(source(save(workbook))).rows.getFirst().cells();
    assertThat(cells.get(0)).isEqualTo(Cell.of(CellKind.DATE, "2000-01-01"));
    assertThat(cells.get(1)).isEqualTo(Cell.of(CellKind.DATE, "2000-01-01T12:00"));
    assertThat(cells.get(2)).isEqualTo(Cell.of(CellKind.TIME, "06:00"));
    assertThat(cells.get(3).kind()).isEqualTo(CellKind.BAD_DATE);
    assertThat(cells.get(4)).isEqualTo(Cell.of(CellKind.DATE, "1900-01-01"));
    assertThat(cells.get(5)).isEqualTo(Cell.of(CellKind.DATE, "2000-01-01"));
  }

  @Test
  void readsDatesOfThe1904System() throws IOException {
    var workbook = workbook(35064);
    format(workbook, 0, "yyyy-mm-dd");
    workbook.getCTWorkbook().addNewWorkbookPr().setDate1904(true);
    var cells = Recorded.of(source(save(workbook))).rows.getFirst().cells();
    assertThat(cells.getFirst()).isEqualTo(Cell.of(CellKind.DATE, "2000-01-01"));
  }

  @Test
  void keepsWhatFormatsSayOfIdsAndShares() throws IOException {
    var workbook = workbook(42, 0.125);
    format(workbook, 0, "000000");
    format(workbook, 1, "0.0%");
    var cells = Recorded.of(source(save(workbook))).rows.getFirst().cells();
    assertThat(cells.get(0).shown()).isEqualTo("000042");
    assertThat(cells.get(1)).isEqualTo(Cell.of(CellKind.PERCENT, "0.125"));
  }

  @Test
  void readsStoredResultsOfFormulasAndMarksThem() throws IOException {
    var workbook = workbook("x", "y", "z");
    var row = workbook.getSheetAt(0).getRow(1);
    row.getCell(0).setCellFormula("1+1");
    workbook.getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(row.getCell(0));
    row.getCell(1).setCellFormula("2+2");
    row.getCell(1).getCTCell().unsetV();
    row.getCell(2).setCellErrorValue((byte) 42);
    var cells = Recorded.of(source(save(workbook))).rows.getFirst().cells();
    assertThat(cells.get(0).formula()).isTrue();
    assertThat(cells.get(0).text()).isEqualTo("2");
    assertThat(cells.get(1).kind()).isEqualTo(CellKind.UNCACHED);
    assertThat(cells.get(2)).isEqualTo(Cell.of(CellKind.ERROR, "#N/A"));
  }

  @Test
  void readsHiddenRowsAndSaysSo() throws IOException {
    var workbook = workbook("a", "b");
    workbook.getSheetAt(0).getRow(1).setZeroHeight(true);
    workbook.createSheet("secret");
    workbook.setSheetHidden(1, true);
    var table = Recorded.of(source(save(workbook)));
    assertThat(table.rows).hasSize(1);
    assertThat(table.issues()).containsExactly(ImportIssue.HIDDEN_SHEET, ImportIssue.HIDDEN_ROWS);
  }

  @Test
  void refusesMergedDataCells() throws IOException {
    var workbook = workbook("a", "b");
    workbook.getSheetAt(0).addMergedRegion(new CellRangeAddress(1, 2, 0, 0));
    assertThat(Recorded.refusal(source(save(workbook))).issue()).isEqualTo(ImportIssue.MERGED);
  }

  @Test
  void choosesTheSheetThatHasTheColumns() throws IOException {
    var workbook = workbook("a", "b");
    workbook.createSheet("readme").createRow(0).createCell(0).setCellValue("about");
    var file = save(workbook);
    var options = new XlsxOptions(Optional.empty(), Set.of("c0", "c1"), 1);
    assertThat(Recorded.of(new XlsxSource(file, options, LIMITS)).header.sheet()).isEqualTo("data");
    assertThat(Recorded.refusal(source(file)).issue()).isEqualTo(ImportIssue.SHEET_AMBIGUOUS);
    var named = new XlsxOptions(Optional.of("other"), Set.of(), 1);
    assertThat(Recorded.refusal(new XlsxSource(file, named, LIMITS)).issue())
        .isEqualTo(ImportIssue.SHEET_MISSING);
  }

  @Test
  void refusesDocumentTypes() throws IOException {
    var file = folder.resolve("dtd.xlsx");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
      zip.write(
          "<!DOCTYPE sst [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]><sst>&b;</sst>"
              .getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    assertThat(Recorded.refusal(source(file)).issue()).isEqualTo(ImportIssue.DTD);
  }

  @Test
  void refusesArchivesThatGrowOutOfProportion() throws IOException {
    var file = folder.resolve("bomb.xlsx");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      zip.write(new byte[20_000_000]);
      zip.closeEntry();
    }
    assertThat(Recorded.refusal(source(file)).issue()).isEqualTo(ImportIssue.BOMB);
  }

  @Test
  void refusesWhatOnlyClaimsToBeAWorkbook() throws IOException {
    assertThat(refusal("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(ImportIssue.UNSUPPORTED);
    assertThat(refusal(new byte[0])).isEqualTo(ImportIssue.EMPTY);
    var whole = Files.readAllBytes(save(workbook("a", "b")));
    assertThat(refusal(java.util.Arrays.copyOf(whole, whole.length / 2)))
        .isEqualTo(ImportIssue.BROKEN);
  }

  private ImportIssue refusal(byte[] content) throws IOException {
    var file = Files.write(folder.resolve("claim.xlsx"), content);
    return Recorded.refusal(source(file)).issue();
  }
}

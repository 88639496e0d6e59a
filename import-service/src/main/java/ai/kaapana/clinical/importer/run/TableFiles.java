package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.importer.csv.CsvOptions;
import ai.kaapana.clinical.importer.csv.CsvSource;
import ai.kaapana.clinical.importer.mapping.language.SourceRules;
import ai.kaapana.clinical.importer.mapping.language.TableMapping;
import ai.kaapana.clinical.importer.table.TableLimits;
import ai.kaapana.clinical.importer.table.TableSource;
import ai.kaapana.clinical.importer.xlsx.XlsxOptions;
import ai.kaapana.clinical.importer.xlsx.XlsxSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/** Opens files as tables. */
final class TableFiles {
  private final TableLimits limits;

  TableFiles(TableLimits limits) {
    this.limits = limits;
  }

  /** The table in a file, in the format that the mapping or the first bytes say. */
  TableSource source(Path file, TableMapping mapping, Optional<String> sheet) {
    var rules = mapping.source();
    if (isWorkbook(file, rules)) {
      var wanted = new ArrayList<>(mapping.columns().keySet());
      wanted.removeIf(column -> mapping.columns().get(column).optional());
      wanted.add(mapping.subject().column());
      var options = new XlsxOptions(sheet.or(rules::sheet), Set.copyOf(wanted), rules.headerRow());
      return new XlsxSource(file, options, limits);
    }
    var options =
        new CsvOptions(
            rules.charset(), rules.delimiter(), rules.escape(), rules.comment(), rules.headerRow());
    return new CsvSource(file, options, limits);
  }

  private static boolean isWorkbook(Path file, SourceRules rules) {
    return switch (rules.format()) {
      case XLSX -> true;
      case CSV -> false;
      case AUTO -> startsAsArchive(file);
    };
  }

  private static boolean startsAsArchive(Path file) {
    try (var bytes = Files.newInputStream(file)) {
      byte[] head = bytes.readNBytes(2);
      boolean zip = head.length == 2 && head[0] == 'P' && head[1] == 'K';
      boolean ole2 = head.length == 2 && head[0] == (byte) 0xD0 && head[1] == (byte) 0xCF;
      return zip || ole2;
    } catch (IOException e) {
      throw new UncheckedIOException("the spooled file cannot be read", e);
    }
  }
}

package ai.kaapana.clinical.importer.xlsx;

import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.table.TableLimits;
import ai.kaapana.clinical.importer.table.TableRefused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Inflates every entry of a workbook's archive once, without keeping anything, before a parser sees
 * one: sizes in an archive's directory may lie. Refuses too many entries, names given twice or
 * leading out of the archive, growth beyond the ratio or the limit, and wrong checksums.
 */
final class ZipGuard {
  // Worksheets reach about 1:30; POI draws its line at 1:100 as well.
  private static final int RATIO = 100;
  private static final long RATIO_FROM = 1 << 20;
  private final TableLimits limits;
  private long inflated;

  ZipGuard(TableLimits limits) {
    this.limits = limits;
  }

  void check(Path file) throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      if (zip.size() > limits.archiveEntries()) {
        throw refused(ImportIssue.BOMB, "archive entries");
      }
      Set<String> names = new HashSet<>();
      for (var entries = zip.entries(); entries.hasMoreElements(); ) {
        var entry = entries.nextElement();
        checkName(entry.getName(), names);
        inflate(zip, entry);
      }
    } catch (ZipException e) {
      throw refused(ImportIssue.BROKEN, "archive");
    }
  }

  private static void checkName(String name, Set<String> names) {
    if (!names.add(name.toLowerCase(Locale.ROOT))) {
      throw refused(ImportIssue.BROKEN, "archive entry given twice");
    }
    if (name.startsWith("/") || name.contains("..") || name.contains("\\")) {
      throw refused(ImportIssue.BROKEN, "archive entry with a path");
    }
    if (name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
      throw refused(ImportIssue.BOMB, "archive in the archive");
    }
  }

  private void inflate(ZipFile zip, ZipEntry entry) throws IOException {
    var checksum = new CRC32();
    try (InputStream bytes = new CheckedInputStream(zip.getInputStream(entry), checksum)) {
      var buffer = new byte[1 << 16];
      long size = 0;
      for (int got = bytes.read(buffer); got >= 0; got = bytes.read(buffer)) {
        size += got;
        inflated += got;
        if (inflated > limits.inflatedBytes()) {
          throw refused(ImportIssue.BOMB, "inflated size");
        }
        if (size > RATIO_FROM && size / RATIO > Math.max(1, entry.getCompressedSize())) {
          throw refused(ImportIssue.BOMB, "inflation ratio");
        }
      }
    }
    if (entry.getCrc() != -1 && entry.getCrc() != checksum.getValue()) {
      throw refused(ImportIssue.BROKEN, "checksum of an archive entry");
    }
  }

  private static TableRefused refused(ImportIssue issue, String detail) {
    return new TableRefused(Finding.at(issue, Effect.FILE_REFUSED).detail(detail));
  }
}

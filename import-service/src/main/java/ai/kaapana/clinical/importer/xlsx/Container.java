package ai.kaapana.clinical.importer.xlsx;

import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.table.TableRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Tells by its first bytes what a file that claims to be a workbook is, and refuses by name. */
final class Container {
  private static final String OPEN_DOCUMENT = "mimetypeapplication/vnd.oasis.opendocument";

  private Container() {}

  static void check(Path file) throws IOException {
    if (Files.size(file) == 0) {
      throw refused(ImportIssue.EMPTY, "");
    }
    byte[] head;
    try (var bytes = Files.newInputStream(file)) {
      head = bytes.readNBytes(256);
    }
    switch (FileMagic.valueOf(head)) {
      case OOXML -> checkZip(head);
      case OLE2 -> throw ole2(file);
      case UNKNOWN -> throw refused(ImportIssue.UNSUPPORTED, "not a workbook");
      default -> throw refused(ImportIssue.UNSUPPORTED, FileMagic.valueOf(head).name());
    }
  }

  private static void checkZip(byte[] head) {
    if (new String(head, StandardCharsets.ISO_8859_1).contains(OPEN_DOCUMENT)) {
      throw refused(ImportIssue.UNSUPPORTED, "OpenDocument (.ods)");
    }
  }

  private static TableRefused ole2(Path file) throws IOException {
    try (var container = new POIFSFileSystem(file.toFile(), true)) {
      return container.getRoot().hasEntryCaseInsensitive("EncryptionInfo")
          ? refused(ImportIssue.ENCRYPTED, "")
          : refused(ImportIssue.UNSUPPORTED, "old workbook (.xls)");
    } catch (IOException | RuntimeException e) {
      return refused(ImportIssue.BROKEN, "old workbook");
    }
  }

  private static TableRefused refused(ImportIssue issue, String detail) {
    return new TableRefused(Finding.at(issue, Effect.FILE_REFUSED).detail(detail));
  }
}

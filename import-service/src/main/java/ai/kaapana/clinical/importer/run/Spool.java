package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.service.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.HttpStatus;

/** Keeps uploaded files on disk under the hash of their content; their names are never paths. */
final class Spool {
  private final Path folder;

  Spool(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("clinical.import.spool cannot be created", e);
    }
  }

  /** A file that is safely on disk. */
  record Spooled(String hash, long size, Path path) {}

  /** Takes a file; returns once its bytes are on disk. */
  Spooled take(InputStream content) {
    try {
      var incoming = Files.createTempFile(folder, "incoming", ".part");
      try {
        var digest = sha256();
        try (var bytes = new DigestInputStream(content, digest)) {
          Files.copy(bytes, incoming, StandardCopyOption.REPLACE_EXISTING);
        }
        var hash = HexFormat.of().formatHex(digest.digest());
        try (var channel = FileChannel.open(incoming, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        var path = path(hash);
        Files.move(
            incoming, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new Spooled(hash, Files.size(path), path);
      } finally {
        Files.deleteIfExists(incoming);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the upload cannot be kept", e);
    }
  }

  /** The file with a hash. */
  Path path(String hash) {
    if (!hash.matches("[0-9a-f]{64}")) {
      throw new ProblemException(ImportIssue.NOT_FOUND, HttpStatus.NOT_FOUND);
    }
    return folder.resolve(hash);
  }

  void drop(String hash) {
    try {
      Files.deleteIfExists(path(hash));
    } catch (IOException e) {
      throw new UncheckedIOException("a spooled file cannot be removed", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

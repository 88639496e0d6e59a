package ai.kaapana.clinical.local.postgres;

import ai.kaapana.clinical.local.StackException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The unpacked programs of PostgreSQL that come as an archive on the class path.
 *
 * @param folder the folder with {@code bin}, {@code lib} and {@code share}
 */
public record PostgresBinaries(Path folder) {

  /**
   * Unpacks the programs once into a cache, for all launchers of this user.
   *
   * @param cache the folder that holds one folder for each archive
   */
  public static PostgresBinaries unpacked(Path cache) {
    return unpacked(cache, PostgresBinaries::archiveOnClassPath);
  }

  /**
   * Unpacks another version than the one of the class path.
   *
   * @param jar a jar of the binaries for Linux, as Maven Central has them
   */
  public static PostgresBinaries unpacked(Path cache, Path jar) {
    return unpacked(cache, () -> archiveIn(jar));
  }

  private static PostgresBinaries unpacked(Path cache, Archive archive) {
    try {
      var target = cache.resolve("postgres-" + fingerprint(archive));
      if (!Files.isDirectory(target)) {
        unpack(archive, target);
      }
      return new PostgresBinaries(target);
    } catch (IOException e) {
      throw new StackException(
          "PostgreSQL cannot be unpacked into " + cache + ": " + e.getMessage(), e);
    }
  }

  /** The cache folder of this user by the rules of XDG. */
  public static Path userCache() {
    var configured = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    var caches =
        configured.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    return caches.resolve("clinical-data");
  }

  /** One of its programs. */
  public Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /** The major version, as {@code postgres --version} tells it. */
  int major() throws IOException {
    var process = new ProcessBuilder(program("postgres").toString(), "--version").start();
    try (var out = process.inputReader()) {
      var words = String.valueOf(out.readLine()).split("[ .]");
      return Integer.parseInt(words[2]);
    } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
      throw new IOException(program("postgres") + " does not tell its version", e);
    }
  }

  /** A tar file compressed by xz, to be read from its start. */
  private interface Archive {
    InputStream open() throws IOException;
  }

  private static InputStream archiveIn(Path jar) throws IOException {
    var zip = new ZipInputStream(Files.newInputStream(jar));
    for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (entry.getName().endsWith(".txz")) {
        return zip;
      }
    }
    zip.close();
    throw new IOException(jar + " holds no programs of PostgreSQL");
  }

  private static InputStream archiveOnClassPath() throws IOException {
    try {
      return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
          System.getProperty("os.name"), System.getProperty("os.arch").replace("amd64", "x86_64"));
    } catch (IllegalStateException e) {
      throw new StackException(
          "There is no PostgreSQL for %s on %s on the class path; the local stack runs on Linux with an x86-64 processor."
              .formatted(
                  System.getProperty("os.name"),
                  System.getProperty("os.arch").toLowerCase(Locale.ROOT)),
          e);
    }
  }

  private static String fingerprint(Archive archive) throws IOException {
    try (var in = new DigestInputStream(archive.open(), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Unpacks beside the target and renames, so that a broken or a second unpacking leaves nothing
   * half.
   */
  private static void unpack(Archive archive, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    var part = Files.createTempDirectory(target.getParent(), "unpacking-");
    try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(archive.open()))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, part);
      }
    }
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException | FileAlreadyExistsException e) {
      Folders.delete(part);
    } catch (FileSystemException e) {
      Folders.delete(part);
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
  }

  private static void write(InputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    var path = folder.resolve(entry.getName()).normalize();
    if (!path.startsWith(folder)) {
      throw new IOException("The archive holds a path outside of its folder");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink() || entry.isLink()) {
      var link =
          entry.isLink()
              ? path.getParent().relativize(folder.resolve(entry.getLinkName()))
              : Path.of(entry.getLinkName());
      Files.createSymbolicLink(path, link);
      return;
    }
    Files.copy(tar, path);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}

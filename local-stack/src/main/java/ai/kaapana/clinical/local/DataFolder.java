package ai.kaapana.clinical.local;

import ai.kaapana.clinical.local.postgres.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of one stack: database, keys, passwords, logs. One launcher at a time holds it.
 *
 * <p>Everything in it is readable by its owner alone.
 */
final class DataFolder implements AutoCloseable {
  private static final String LOCK = ".lock";
  private static final String MARKER = ".clinical-data";
  private static final Set<String> KEPT = Set.of(LOCK, MARKER);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Opens a folder, creates it if needed, and locks it.
   *
   * @throws StackException if it holds other files or belongs to a running launcher
   */
  static DataFolder open(Path folder) {
    try {
      var path = Folders.createPrivate(folder.toAbsolutePath().normalize()).toRealPath();
      requireOurs(path);
      return new DataFolder(path, lock(path));
    } catch (IOException e) {
      throw new StackException(
          "The data folder " + folder + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static void requireOurs(Path path) throws IOException {
    if (Files.exists(path.resolve(MARKER))) {
      return;
    }
    try (Stream<Path> children = Files.list(path)) {
      if (children.anyMatch(child -> !KEPT.contains(child.getFileName().toString()))) {
        throw new StackException(
            "The folder " + path + " holds other files. Choose an empty or a new one with --data.");
      }
    }
    Files.writeString(
        path.resolve(MARKER),
        "This folder belongs to the local stack of clinical data for Kaapana.\n");
  }

  private static FileChannel lock(Path path) throws IOException {
    var file = path.resolve(LOCK);
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean free;
    try {
      free = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      free = false;
    }
    if (!free) {
      channel.close();
      var owner = Files.readString(file).strip();
      throw new StackException(
          "Another start already works with %s%s. Stop that one first, or choose another folder with --data."
              .formatted(path, owner.isEmpty() ? "" : " (process " + owner + ")"));
    }
    channel.truncate(0);
    channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"), 0);
    return channel;
  }

  /** Deletes everything in it except the lock. */
  void clear() {
    try (Stream<Path> children = Files.list(path)) {
      for (var child :
          children.filter(child -> !KEPT.contains(child.getFileName().toString())).toList()) {
        if (Files.isDirectory(child)) {
          Folders.delete(child);
        } else {
          Files.delete(child);
        }
      }
    } catch (IOException e) {
      throw new StackException(
          "The data folder " + path + " cannot be emptied: " + e.getMessage(), e);
    }
  }

  /** The folder itself. */
  Path path() {
    return path;
  }

  /** A sub-folder, created if needed. */
  Path folder(String name) {
    try {
      return Folders.createPrivate(path.resolve(name));
    } catch (IOException e) {
      throw new StackException(
          "The folder " + path.resolve(name) + " cannot be created: " + e.getMessage(), e);
    }
  }

  /** A random secret that is made at its first use and stays the same. */
  String secret(String name) {
    var file = folder("secrets").resolve(name);
    try {
      if (!Files.exists(file)) {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        Folders.writePrivate(file, HexFormat.of().formatHex(bytes) + "\n");
      }
      var secret = Files.readString(file).strip();
      if (!secret.matches("[0-9a-f]{48}")) {
        throw new StackException(
            "The secret in "
                + file
                + " was changed; restore it, or empty the folder with --reset.");
      }
      return secret;
    } catch (IOException e) {
      throw new StackException("The secret in " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The file of a secret, for a child that reads it itself. */
  Path secretFile(String name) {
    secret(name);
    return folder("secrets").resolve(name);
  }

  /** The noted identities of the children of an earlier launcher. */
  List<Path> notedChildren() {
    try (Stream<Path> files = Files.list(folder("run"))) {
      return files.filter(file -> file.toString().endsWith(".pid")).sorted().toList();
    } catch (IOException e) {
      throw new StackException(
          "The folder " + folder("run") + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Checks the free space.
   *
   * @param needed in bytes
   */
  void requireSpace(long needed) {
    long free = freeSpace();
    if (free < needed) {
      throw new StackException(
          "The disk with %s has %d MB free, %d MB are needed. Free some space, or choose another folder with --data."
              .formatted(path, free >> 20, needed >> 20));
    }
  }

  /** Free space in bytes. */
  long freeSpace() {
    try {
      return Files.getFileStore(path).getUsableSpace();
    } catch (IOException e) {
      throw new StackException(
          "The free space of " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new StackException("The lock of " + path + " cannot be released: " + e.getMessage(), e);
    }
  }
}

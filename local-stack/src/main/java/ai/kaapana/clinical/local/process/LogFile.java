package ai.kaapana.clinical.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/** The output of a child process in a file. */
public final class LogFile {
  private static final int TAIL_BYTES = 64 * 1024;
  private static final Pattern NO_SPACE =
      Pattern.compile(
          "No space left on device|could not (?:extend|write to) file|disk full|Disk quota exceeded");
  private static final Pattern PORT_TAKEN =
      Pattern.compile("[Aa]ddress already in use|[Pp]ort \\d+ (?:was|of \\S+ is) already in use");

  private final Path path;

  LogFile(Path path) {
    this.path = path;
  }

  /** A new log; the one of the last start is kept beside it with the ending {@code .1}. */
  public static LogFile begin(Path path) throws IOException {
    Files.createDirectories(path.getParent());
    if (Files.exists(path) && Files.size(path) > 0) {
      Files.move(
          path,
          path.resolveSibling(path.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    return new LogFile(path);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * The last lines that tell what went wrong, as a person reads them; none if nothing was written.
   */
  public List<String> tail(int lines) {
    return LogLines.readable(text().lines().toList(), lines);
  }

  /** Whether the process said that a disk is full. */
  public boolean tellsNoSpace() {
    return NO_SPACE.matcher(text()).find();
  }

  /** Whether the process said that its port belongs to another one. */
  public boolean tellsPortTaken() {
    return PORT_TAKEN.matcher(text()).find();
  }

  /** Whether the last part of the log holds this text. */
  public boolean contains(String text) {
    return text().contains(text);
  }

  private String text() {
    if (!Files.exists(path)) {
      return "";
    }
    try (var file = new RandomAccessFile(path.toFile(), "r")) {
      long from = Math.max(0, file.length() - TAIL_BYTES);
      file.seek(from);
      var bytes = new byte[(int) (file.length() - from)];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}

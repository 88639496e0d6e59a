package ai.kaapana.clinical.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a result with the file that somebody read and approved, below {@code
 * src/test/resources/approved} of the module whose tests run. A result that is new or different is
 * written beside it as {@code <name>.received} and fails the test; {@code -Dapprove=true} makes the
 * received the approved one, to be read in the review.
 */
public final class Approval {

  private static final Path APPROVED = Path.of("src", "test", "resources", "approved");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          // numbers keep the digits they were written with, and keys are sorted
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();
  private static final ObjectWriter PRETTY =
      JSON.writer(
          new DefaultPrettyPrinter()
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private Approval() {}

  /** Compares JSON; white space and the order of keys do not count. */
  public static void json(String path, String json) {
    text(path, pretty(json));
  }

  /** JSON with sorted keys, indented by two blanks. */
  public static String pretty(String json) {
    try {
      JsonNode tree = JSON.readTree(json);
      return PRETTY.writeValueAsString(JSON.treeToValue(tree, Object.class)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  /** Compares text, line by line. */
  public static void text(String path, String actual) {
    compare(APPROVED, path, actual, Boolean.getBoolean("approve"));
  }

  static void compare(Path folder, String path, String actual, boolean approve) {
    Path approved = folder.resolve(path);
    Path received = approved.resolveSibling(approved.getFileName() + ".received");
    try {
      Files.createDirectories(approved.getParent());
      String expected =
          Files.exists(approved) ? Files.readString(approved, StandardCharsets.UTF_8) : null;
      if (actual.equals(expected)) {
        Files.deleteIfExists(received);
      } else if (approve) {
        Files.deleteIfExists(received);
        Files.writeString(approved, actual, StandardCharsets.UTF_8);
      } else {
        Files.writeString(received, actual, StandardCharsets.UTF_8);
        throw new AssertionError(
            (expected == null ? "not approved yet: " : "differs from what was approved: ")
                + path
                + "\n"
                + TextDiff.of(expected == null ? "" : expected, actual));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("approved file not read or written", e);
    }
  }
}

package ai.kaapana.clinical.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Values that occur nowhere else. A test puts one into each field of an input and then looks for
 * them where values of patients must not be: logs, metrics, errors, file names.
 */
public final class Canaries {

  private final Map<String, String> tokens = new LinkedHashMap<>();

  /** A canary for a field; the same one for the same name. */
  public String token(String field) {
    return tokens.computeIfAbsent(field, name -> "canary" + random(20));
  }

  /** A canary that consists of digits, for fields that take only numbers. */
  public String number(String field) {
    return tokens.computeIfAbsent(
        field, name -> "9" + new java.math.BigInteger(random(16), 16).toString().substring(0, 15));
  }

  /** A canary in the form of a DICOM UID. */
  public String uid(String field) {
    return tokens.computeIfAbsent(
        field, name -> "2.25." + new java.math.BigInteger(random(24), 16));
  }

  /** Takes a value as a canary that was made otherwise. */
  public String known(String field, String value) {
    tokens.put(field, value);
    return value;
  }

  /** The fields whose canaries a text contains. */
  public List<String> in(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return tokens.entrySet().stream()
        .filter(entry -> lower.contains(entry.getValue().toLowerCase(Locale.ROOT)))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Fails if a text contains a canary; names the fields, the source and the line. */
  public void assertAbsent(String source, String text) {
    assertNone(found(source, text));
  }

  /** Fails if the content or the name of a file below a folder contains a canary. */
  public void assertAbsent(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      assertNone(
          files
              .flatMap(
                  file -> {
                    String name = folder.relativize(file).toString();
                    List<String> hits = new ArrayList<>(found("name of a file", name));
                    if (Files.isRegularFile(file)) {
                      hits.addAll(found(name, content(file)));
                    }
                    return hits.stream();
                  })
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException("folder not read", e);
    }
  }

  private List<String> found(String source, String text) {
    List<String> hits = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      List<String> fields = in(line);
      if (!fields.isEmpty()) {
        hits.add(source + ", line " + number + ": " + String.join(", ", fields));
      }
    }
    return hits;
  }

  private static String content(Path file) {
    try {
      // every byte is a character, so that binary files can be searched too
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException("file not read", e);
    }
  }

  private static void assertNone(List<String> hits) {
    if (!hits.isEmpty()) {
      throw new AssertionError("canaries got out:\n" + String.join("\n", hits));
    }
  }

  private static String random(int hexDigits) {
    return UUID.randomUUID().toString().replace("-", "").substring(0, hexDigits);
  }
}

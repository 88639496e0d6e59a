package ai.kaapana.clinical.pacs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Value representation and keyword of an attribute.
 *
 * <p><b>Source:</b> DICOM PS3.6 section 6. <b>Not:</b> the whole data dictionary; an implicit VR
 * element that is not listed is read as UN, which every DICOM reader has to expect.
 */
final class DicomDictionary {
  private static final DicomDictionary STANDARD = load();

  private final Map<Integer, Vr> representations = new HashMap<>();
  private final Map<String, String> tagsByKeyword = new HashMap<>();

  private DicomDictionary() {}

  static DicomDictionary standard() {
    return STANDARD;
  }

  /**
   * The representation of a tag; group lengths and private creators follow from their numbers
   * alone.
   */
  Optional<Vr> representation(int tag) {
    int element = tag & 0xFFFF;
    if (element == 0) {
      return Optional.of(Vr.UL);
    }
    boolean isPrivate = (tag >>> 16 & 1) == 1;
    if (isPrivate && element >= 0x10 && element <= 0xFF) {
      return Optional.of(Vr.LO);
    }
    return Optional.ofNullable(representations.get(tag));
  }

  /** The tag (eight upper-case hexadecimal digits) that a query names by tag or by keyword. */
  Optional<String> tag(String tagOrKeyword) {
    if (tagOrKeyword.matches("[0-9A-Fa-f]{8}")) {
      return Optional.of(HexFormat.of().withUpperCase().toHexDigits(Tags.parse(tagOrKeyword)));
    }
    return Optional.ofNullable(tagsByKeyword.get(tagOrKeyword));
  }

  private static DicomDictionary load() {
    var dictionary = new DicomDictionary();
    try (var in = DicomDictionary.class.getResourceAsStream("dictionary.tsv")) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      text.lines().filter(line -> !line.startsWith("#")).forEach(dictionary::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return dictionary;
  }

  private void add(String line) {
    var columns = line.split("\t", -1);
    representations.put(Tags.parse(columns[0]), Vr.valueOf(columns[1]));
    tagsByKeyword.put(columns[2], columns[0]);
  }
}

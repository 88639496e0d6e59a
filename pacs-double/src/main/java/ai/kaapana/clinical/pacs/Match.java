package ai.kaapana.clinical.pacs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * One matching key of a query.
 *
 * <p><b>Source:</b> DICOM PS3.4 C.2.2.2: single value, list of UIDs, wildcard, range; an empty key
 * matches everything.
 *
 * @param tag the attribute in the form of DICOM JSON keys
 * @param key what was asked for
 */
record Match(String tag, String key) {

  boolean accepts(JsonNode attributes) {
    if (key.isEmpty() || key.equals("*")) {
      return true;
    }
    var element = attributes.path(tag);
    var vr = element.path("vr").asText("");
    var values = StreamSupport.stream(element.path("Value").spliterator(), false).toList();
    return switch (vr) {
      case "UI" -> anyOf(List.of(key.split("[,\\\\]")), values);
      case "DA", "TM", "DT" -> values.stream().anyMatch(value -> inRange(value.asText("")));
      case "PN" -> values.stream().anyMatch(this::namesMatch);
      default ->
          values.stream().anyMatch(value -> wildcard(key, 0).matcher(value.asText("")).matches());
    };
  }

  private static boolean anyOf(List<String> wanted, List<JsonNode> values) {
    return values.stream().anyMatch(value -> wanted.contains(value.asText("")));
  }

  private boolean namesMatch(JsonNode name) {
    var pattern = wildcard(key, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    return StreamSupport.stream(name.spliterator(), false)
        .anyMatch(group -> pattern.matcher(group.asText("")).matches());
  }

  /**
   * Dates and times have their order as text once the key is as long as the value it is compared
   * to.
   */
  private boolean inRange(String value) {
    int dash = key.indexOf('-');
    if (dash < 0) {
      return value.startsWith(key);
    }
    var from = key.substring(0, dash);
    var to = key.substring(dash + 1);
    return (from.isEmpty() || value.compareTo(from) >= 0)
        && (to.isEmpty()
            || value.substring(0, Math.min(value.length(), to.length())).compareTo(to) <= 0);
  }

  private static Pattern wildcard(String key, int flags) {
    var regex = new StringBuilder();
    for (char c : key.toCharArray()) {
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
          });
    }
    return Pattern.compile(regex.toString(), flags);
  }

  /** Whether any of several texts is asked for, as for the modalities of a study. */
  static boolean anyModality(String key, List<String> modalities) {
    return key.isEmpty()
        || Arrays.stream(key.split("[,\\\\]"))
            .map(wanted -> wildcard(wanted.toUpperCase(Locale.ROOT), 0))
            .anyMatch(
                wanted ->
                    modalities.stream().anyMatch(modality -> wanted.matcher(modality).matches()));
  }
}

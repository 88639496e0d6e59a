package ai.kaapana.clinical.local.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes the log of a service readable in a terminal: the services write JSON lines, with whole
 * stack traces in one.
 */
final class LogLines {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> QUIET = Set.of("TRACE", "DEBUG", "INFO");
  private static final int LONGEST = 400;

  private LogLines() {}

  /** The last lines that say what went wrong; the last of all if none does. */
  static List<String> readable(List<String> log, int count) {
    var important = new ArrayList<String>();
    var all = new ArrayList<String>();
    for (var line : log) {
      var entry = parse(line);
      var text = entry.isObject() ? text(entry) : List.of(line);
      all.addAll(text);
      if (!QUIET.contains(entry.path("level").asText(""))) {
        important.addAll(text);
      }
    }
    var chosen = important.isEmpty() ? all : important;
    return chosen.subList(Math.max(0, chosen.size() - count), chosen.size()).stream()
        .map(LogLines::cut)
        .toList();
  }

  private static JsonNode parse(String line) {
    try {
      return line.startsWith("{") ? JSON.readTree(line) : JSON.nullNode();
    } catch (JsonProcessingException e) {
      return JSON.nullNode();
    }
  }

  private static List<String> text(JsonNode entry) {
    var text = new ArrayList<String>();
    var message = entry.path("message").asText(entry.path("event").asText(""));
    (entry.path("level").asText("") + " " + message)
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(text::add);
    var causes =
        entry
            .path("stack_trace")
            .asText("")
            .lines()
            .filter(line -> line.startsWith("Caused by"))
            .toList();
    if (!causes.isEmpty()) {
      text.add(causes.getLast());
    }
    return text;
  }

  private static String cut(String line) {
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}

package ai.kaapana.clinical.local.demo;

import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated text with quotes (RFC 4180). */
final class Csv {
  private final String text;
  private int at;

  private Csv(String text) {
    this.text = text;
  }

  /** All records, the header included; an empty text has none. */
  static List<List<String>> read(String text) {
    var reader = new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text);
    var records = new ArrayList<List<String>>();
    while (reader.at < reader.text.length()) {
      records.add(reader.nextRecord());
    }
    return records;
  }

  private List<String> nextRecord() {
    var fields = new ArrayList<String>();
    while (true) {
      fields.add(nextField());
      if (at >= text.length()) {
        return fields;
      }
      char end = text.charAt(at++);
      if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
        at++;
      }
      if (end != ',') {
        return fields;
      }
    }
  }

  private String nextField() {
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted();
    }
    int start = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    var field = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        field.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        field.append('"');
        at++;
      } else {
        break;
      }
    }
    return field.toString();
  }
}

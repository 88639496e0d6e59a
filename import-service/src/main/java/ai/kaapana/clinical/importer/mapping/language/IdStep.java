package ai.kaapana.clinical.importer.mapping.language;

import ai.kaapana.clinical.importer.table.Blanks;
import java.util.Locale;

/** One step that rewrites a subject key. Each is total: a key that a step does not fit stays. */
public sealed interface IdStep {
  /** Rewrites a key. */
  String apply(String key);

  /** Cuts blanks from both ends. */
  record Trim() implements IdStep {
    @Override
    public String apply(String key) {
      return Blanks.trim(key);
    }
  }

  /** Upper case. */
  record Upper() implements IdStep {
    @Override
    public String apply(String key) {
      return key.toUpperCase(Locale.ROOT);
    }
  }

  /** Lower case. */
  record Lower() implements IdStep {
    @Override
    public String apply(String key) {
      return key.toLowerCase(Locale.ROOT);
    }
  }

  /** Puts a text before the key. */
  record Prefix(String text) implements IdStep {
    @Override
    public String apply(String key) {
      return text + key;
    }
  }

  /** Puts a text after the key. */
  record Suffix(String text) implements IdStep {
    @Override
    public String apply(String key) {
      return key + text;
    }
  }

  /** Takes a text from the start. */
  record StripPrefix(String text) implements IdStep {
    @Override
    public String apply(String key) {
      return key.startsWith(text) ? key.substring(text.length()) : key;
    }
  }

  /** Takes a text from the end. */
  record StripSuffix(String text) implements IdStep {
    @Override
    public String apply(String key) {
      return key.endsWith(text) ? key.substring(0, key.length() - text.length()) : key;
    }
  }

  /** Takes a number of characters from the end. */
  record CutRight(int characters) implements IdStep {
    @Override
    public String apply(String key) {
      return key.length() > characters ? key.substring(0, key.length() - characters) : key;
    }
  }

  /** Fills up to a width from the left. */
  record PadLeft(int width, char with) implements IdStep {
    @Override
    public String apply(String key) {
      return String.valueOf(with).repeat(Math.max(0, width - key.length())) + key;
    }
  }

  /** Replaces every occurrence of a text. */
  record Replace(String from, String to) implements IdStep {
    @Override
    public String apply(String key) {
      return key.replace(from, to);
    }
  }
}

package ai.kaapana.clinical.server.analytics.model;

import org.jspecify.annotations.Nullable;

/** The extractor configuration of a panel. */
public record ConfigurationRef(String hash, @Nullable String name, @Nullable String completeness) {

  private static final int SHOWN = 8;

  /** The name and the beginning of the hash, for people. */
  public String label() {
    var beginning = hash.substring(0, Math.min(SHOWN, hash.length()));
    return name == null ? beginning : name + " (" + beginning + ")";
  }
}

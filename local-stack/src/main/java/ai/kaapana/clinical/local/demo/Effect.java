package ai.kaapana.clinical.local.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What jobs did to the FHIR store.
 *
 * @param written resources created or updated
 * @param unchanged resources that were as stated already
 */
record Effect(long written, long unchanged) {
  static final Effect NONE = new Effect(0, 0);

  static Effect of(JsonNode resources) {
    return new Effect(
        resources.path("created").asLong() + resources.path("updated").asLong(),
        resources.path("unchanged").asLong());
  }

  Effect plus(Effect other) {
    return new Effect(written + other.written, unchanged + other.unchanged);
  }
}

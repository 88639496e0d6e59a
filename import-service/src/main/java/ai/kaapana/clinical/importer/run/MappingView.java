package ai.kaapana.clinical.importer.run;

import java.time.Instant;

/**
 * A stored mapping as users see it.
 *
 * @param hash SHA-256 of the document
 * @param text the document
 */
public record MappingView(
    String name, String version, String hash, String updatedBy, Instant updated, String text) {
  static MappingView of(MappingTable.Stored stored) {
    return new MappingView(
        stored.name(),
        stored.version(),
        stored.hash(),
        stored.updatedBy(),
        stored.updated(),
        stored.text());
  }
}

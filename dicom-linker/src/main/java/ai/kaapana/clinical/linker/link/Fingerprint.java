package ai.kaapana.clinical.linker.link;

import ai.kaapana.clinical.linker.model.Dataset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells whether the PACS lists a study as it did when it was linked, under the same rules.
 *
 * @param rules text of the mapping's version and rules: when they change, every study is linked
 *     anew
 */
record Fingerprint(String rules) {

  /** Raised whenever the mapping states something else for the same input. */
  static final String MAPPING_VERSION = "1";

  /** Hash of the rows of a study in the study list, whatever their order. */
  static String ofRows(Collection<Dataset> rows) {
    return hash(rows.stream().map(Dataset::canonicalText).sorted().toList());
  }

  /** Hash of a study: of its rows in the study list and of the rows of its series. */
  String of(String rowsHash, Collection<Dataset> series) {
    return hash(List.of(MAPPING_VERSION, rules, rowsHash, ofRows(series)));
  }

  private static String hash(List<String> texts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var text : texts) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}

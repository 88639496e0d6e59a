package ai.kaapana.clinical.linker.link;

import ai.kaapana.clinical.linker.dicomweb.DicomWebClient;
import ai.kaapana.clinical.linker.model.Dataset;
import ai.kaapana.clinical.linker.model.Tag;
import ai.kaapana.clinical.linker.model.Uid;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The study list of a PACS: of each study just its UID and a hash of its rows, so that 100,000
 * studies fit into a few megabytes.
 *
 * @param studies hash of the rows by UID, in the order of the UIDs
 * @param invalid what stands in place of a UID, for rows without a usable one
 */
record Listing(SortedMap<String, String> studies, List<String> invalid) {

  private static final int MAX_POINTER = 64;

  /** Reads the whole list. */
  static Listing of(DicomWebClient pacs) {
    var hashes = new TreeMap<String, List<String>>();
    var invalid = new ArrayList<String>();
    pacs.studies(
        row -> {
          var uid = row.text(Tag.STUDY_INSTANCE_UID).orElse("");
          if (Uid.isValid(uid)) {
            hashes
                .computeIfAbsent(uid, u -> new ArrayList<>(1))
                .add(Fingerprint.ofRows(List.of(row)));
          } else {
            invalid.add(pointer(uid));
          }
        });
    var studies = new TreeMap<String, String>();
    hashes.forEach((uid, rows) -> studies.put(uid, rows.stream().sorted().toList().toString()));
    return new Listing(studies, invalid.stream().distinct().toList());
  }

  /** The rows of one study as the list would state them. */
  static String hash(List<Dataset> rows) {
    return rows.stream().map(row -> Fingerprint.ofRows(List.of(row))).sorted().toList().toString();
  }

  private static String pointer(String uid) {
    var text = uid.isEmpty() ? "(none)" : uid.replaceAll("[^0-9A-Za-z.]", "_");
    return text.length() > MAX_POINTER ? text.substring(0, MAX_POINTER) : text;
  }
}

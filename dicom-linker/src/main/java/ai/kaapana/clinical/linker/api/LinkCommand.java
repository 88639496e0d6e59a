package ai.kaapana.clinical.linker.api;

import org.jspecify.annotations.Nullable;

/**
 * What a caller asks to link.
 *
 * @param force trust no fingerprint; with a study, also link it to the patient that it names now
 * @param studyUid one study; absent = all that the PACS lists
 */
record LinkCommand(@Nullable Boolean force, @Nullable String studyUid) {

  static final LinkCommand DEFAULT = new LinkCommand(false, null);

  boolean isForced() {
    return Boolean.TRUE.equals(force);
  }
}

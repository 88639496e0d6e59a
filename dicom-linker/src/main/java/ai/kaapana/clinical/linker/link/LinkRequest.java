package ai.kaapana.clinical.linker.link;

import org.jspecify.annotations.Nullable;

/**
 * What a link job is asked to do.
 *
 * @param studyUid one study; null = all that the PACS lists
 * @param force trust no fingerprint
 * @param approvePatient link the study to the patient that it names now, even if it was another's
 */
public record LinkRequest(@Nullable String studyUid, boolean force, boolean approvePatient) {}

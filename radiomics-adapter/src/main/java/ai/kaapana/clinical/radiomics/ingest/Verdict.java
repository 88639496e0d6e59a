package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;

/**
 * What the look at the whole file says about a row.
 *
 * @param rejected whether the row is rejected instead of skipped
 */
record Verdict(RadiomicsIssue issue, boolean rejected) {}

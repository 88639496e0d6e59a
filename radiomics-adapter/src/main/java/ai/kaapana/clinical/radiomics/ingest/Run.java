package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.service.store.FhirStore;

/**
 * One pass over a file.
 *
 * @param force whether fingerprints are not trusted
 */
record Run(
    Ingest ingest,
    Setup setup,
    FileCheck.Findings findings,
    FhirStore store,
    SharedResources shared,
    boolean force) {}

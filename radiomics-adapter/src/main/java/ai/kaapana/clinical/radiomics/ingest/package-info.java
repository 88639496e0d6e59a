/**
 * Takes files in, keeps them until nothing waits for them any more, and brings each result through
 * resolution and mapping into the FHIR store; durable, resumable, accounted for.
 */
@NullMarked
package ai.kaapana.clinical.radiomics.ingest;

import org.jspecify.annotations.NullMarked;

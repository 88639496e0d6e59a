/**
 * Finds patient, study, series and segment of a result in the FHIR store: never by guessing, and
 * only there.
 */
@NullMarked
package ai.kaapana.clinical.radiomics.resolve;

import org.jspecify.annotations.NullMarked;

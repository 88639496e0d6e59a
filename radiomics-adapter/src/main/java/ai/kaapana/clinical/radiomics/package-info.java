/**
 * Turns radiomics results into FHIR: panels of feature values, tied to segment and image series.
 */
@NullMarked
package ai.kaapana.clinical.radiomics;

import org.jspecify.annotations.NullMarked;

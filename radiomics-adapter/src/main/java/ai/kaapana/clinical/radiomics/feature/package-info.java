/** What a feature is: name, image filter, unit and IBSI code. Knows nothing of FHIR. */
@NullMarked
package ai.kaapana.clinical.radiomics.feature;

import org.jspecify.annotations.NullMarked;

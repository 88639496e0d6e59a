/** Pure mapping of a region's results to FHIR R4: no clock, no look-up, no I/O. */
@NullMarked
package ai.kaapana.clinical.radiomics.mapping;

import org.jspecify.annotations.NullMarked;

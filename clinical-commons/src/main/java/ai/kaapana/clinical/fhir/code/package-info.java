/** Code systems and units of measure as constants. */
@NullMarked
package ai.kaapana.clinical.fhir.code;

import org.jspecify.annotations.NullMarked;

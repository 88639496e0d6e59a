/** Values of patients that must not be shown. */
@NullMarked
package ai.kaapana.clinical.fhir.phi;

import org.jspecify.annotations.NullMarked;

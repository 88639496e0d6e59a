/** The Patient that linker and importer share, element by element. */
@NullMarked
package ai.kaapana.clinical.fhir.patient;

import org.jspecify.annotations.NullMarked;

/** The pure mapping of a study to FHIR: no clock, no store, no log. */
@NullMarked
package ai.kaapana.clinical.linker.mapping;

import org.jspecify.annotations.NullMarked;

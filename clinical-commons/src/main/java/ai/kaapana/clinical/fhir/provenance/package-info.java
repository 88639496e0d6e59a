/** Who made what from which source, with an id that does not depend on when. */
@NullMarked
package ai.kaapana.clinical.fhir.provenance;

import org.jspecify.annotations.NullMarked;

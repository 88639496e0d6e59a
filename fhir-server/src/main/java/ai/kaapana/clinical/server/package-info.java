/** The FHIR R4 store of one project. */
@NullMarked
package ai.kaapana.clinical.server;

import org.jspecify.annotations.NullMarked;

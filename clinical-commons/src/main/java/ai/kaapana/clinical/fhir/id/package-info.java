/**
 * Identity: every resource id is derived from a business identifier; one table says who owns which.
 */
@NullMarked
package ai.kaapana.clinical.fhir.id;

import org.jspecify.annotations.NullMarked;

/**
 * Transactions: packs of whole patients, the check of every answer, the canonical form of a
 * resource.
 */
@NullMarked
package ai.kaapana.clinical.fhir.bundle;

import org.jspecify.annotations.NullMarked;

/** What was wrong with an input: code, place, reason and hint, never a patient's value. */
@NullMarked
package ai.kaapana.clinical.fhir.issue;

import org.jspecify.annotations.NullMarked;

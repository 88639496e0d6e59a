/**
 * The concept library: what a clinical concept is called, where it lives in FHIR, and which column
 * it becomes.
 */
@NullMarked
package ai.kaapana.clinical.fhir.concept;

import org.jspecify.annotations.NullMarked;

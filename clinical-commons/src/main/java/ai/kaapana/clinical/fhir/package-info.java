/** What all parts must agree on exactly; plain Java, no Spring, no clock, no I/O. */
@NullMarked
package ai.kaapana.clinical.fhir;

import org.jspecify.annotations.NullMarked;

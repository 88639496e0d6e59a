/** Dates as the sources write them: DICOM DA, TM and offsets, partial dates. */
@NullMarked
package ai.kaapana.clinical.fhir.time;

import org.jspecify.annotations.NullMarked;

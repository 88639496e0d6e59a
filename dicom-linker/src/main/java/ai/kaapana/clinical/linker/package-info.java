/** The DICOM linker: from a PACS to ImagingStudy, Patient and BodyStructure. */
@NullMarked
package ai.kaapana.clinical.linker;

import org.jspecify.annotations.NullMarked;

/** The DICOMweb client: QIDO-RS and WADO-RS metadata, read as streams. */
@NullMarked
package ai.kaapana.clinical.linker.dicomweb;

import org.jspecify.annotations.NullMarked;

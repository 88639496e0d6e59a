/** XML and CSV of MITK's program for global image features. */
@NullMarked
package ai.kaapana.clinical.radiomics.reader.mitk;

import org.jspecify.annotations.NullMarked;

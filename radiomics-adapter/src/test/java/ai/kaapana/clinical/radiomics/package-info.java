/** Tests of the adapter as a whole. */
@NullMarked
package ai.kaapana.clinical.radiomics;

import org.jspecify.annotations.NullMarked;

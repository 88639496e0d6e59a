/** REST of the radiomics adapter. */
@NullMarked
package ai.kaapana.clinical.radiomics.api;

import org.jspecify.annotations.NullMarked;

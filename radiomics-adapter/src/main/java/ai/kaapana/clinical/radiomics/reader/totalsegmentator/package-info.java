/** JSON of TotalSegmentator, and of Kaapana's PyRadiomics operator, which took over its form. */
@NullMarked
package ai.kaapana.clinical.radiomics.reader.totalsegmentator;

import org.jspecify.annotations.NullMarked;

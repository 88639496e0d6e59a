/** CSV and JSON of the PyRadiomics command line. */
@NullMarked
package ai.kaapana.clinical.radiomics.reader.pyradiomics;

import org.jspecify.annotations.NullMarked;

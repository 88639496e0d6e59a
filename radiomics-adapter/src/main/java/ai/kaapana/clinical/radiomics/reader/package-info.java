/**
 * Reads result files as a stream of regions of interest; one package below for each tool.
 *
 * <p>A file that is cut off, ambiguous or no result file is refused whole; what cannot be a number
 * becomes a reason. Knows nothing of FHIR resources.
 */
@NullMarked
package ai.kaapana.clinical.radiomics.reader;

import org.jspecify.annotations.NullMarked;

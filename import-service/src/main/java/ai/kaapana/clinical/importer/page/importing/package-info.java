/** From an uploaded table to its report, step by step. */
@NullMarked
package ai.kaapana.clinical.importer.page.importing;

import org.jspecify.annotations.NullMarked;

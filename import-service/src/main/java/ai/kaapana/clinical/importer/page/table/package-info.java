/** The joint table: choose, preview, download, and the source of each value. */
@NullMarked
package ai.kaapana.clinical.importer.page.table;

import org.jspecify.annotations.NullMarked;

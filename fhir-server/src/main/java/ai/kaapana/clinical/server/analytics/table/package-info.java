/** Rows, cells, criteria and counts, computed from a snapshot. */
@NullMarked
package ai.kaapana.clinical.server.analytics.table;

import org.jspecify.annotations.NullMarked;

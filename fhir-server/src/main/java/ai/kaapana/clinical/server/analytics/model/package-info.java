/** One snapshot of the store, compact and in memory, as the tables are computed from it. */
@NullMarked
package ai.kaapana.clinical.server.analytics.model;

import org.jspecify.annotations.NullMarked;

/**
 * What researchers read from the store: the joint table, its variables, and cohorts.
 *
 * <p>{@code spec}, {@code model}, {@code table} and {@code output} are pure; {@code store} reads
 * the database, {@code web} speaks HTTP.
 */
@NullMarked
package ai.kaapana.clinical.server.analytics;

import org.jspecify.annotations.NullMarked;

/** Reads a snapshot from HAPI's tables; nothing else knows their names. */
@NullMarked
package ai.kaapana.clinical.server.analytics.store;

import org.jspecify.annotations.NullMarked;

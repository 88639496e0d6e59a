/** Tables as CSV, JSON and NDJSON. */
@NullMarked
package ai.kaapana.clinical.server.analytics.output;

import org.jspecify.annotations.NullMarked;

/** The search parameters that are indexed and answered. */
@NullMarked
package ai.kaapana.clinical.server.searchparameters;

import org.jspecify.annotations.NullMarked;

/** The append-only record of who read, wrote or was refused what. */
@NullMarked
package ai.kaapana.clinical.server.audit;

import org.jspecify.annotations.NullMarked;

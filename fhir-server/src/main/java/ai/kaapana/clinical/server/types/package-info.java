/** The resource types of this server. */
@NullMarked
package ai.kaapana.clinical.server.types;

import org.jspecify.annotations.NullMarked;

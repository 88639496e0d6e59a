/** Who may call, what is offered, and who may write what. */
@NullMarked
package ai.kaapana.clinical.server.security;

import org.jspecify.annotations.NullMarked;

/** The table of who may call what, and what tests need to hold the services to it. */
@NullMarked
package ai.kaapana.clinical.testing.auth;

import org.jspecify.annotations.NullMarked;

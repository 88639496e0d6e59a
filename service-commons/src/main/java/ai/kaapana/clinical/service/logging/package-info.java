/** JSON logs without patient values, and the defaults that all services share. */
@NullMarked
package ai.kaapana.clinical.service.logging;

import org.jspecify.annotations.NullMarked;

/** Errors as RFC 9457 problem details with a stable code. */
@NullMarked
package ai.kaapana.clinical.service.problem;

import org.jspecify.annotations.NullMarked;

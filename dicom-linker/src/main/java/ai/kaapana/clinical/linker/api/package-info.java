/** The REST interface of the linker. */
@NullMarked
package ai.kaapana.clinical.linker.api;

import org.jspecify.annotations.NullMarked;

/** What an installation decides about the linker. */
@NullMarked
package ai.kaapana.clinical.linker.config;

import org.jspecify.annotations.NullMarked;

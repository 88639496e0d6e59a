/** Which series belong to the project of this installation, as the platform's filter lists them. */
@NullMarked
package ai.kaapana.clinical.linker.project;

import org.jspecify.annotations.NullMarked;

/** Codes of everything that can be wrong with a study, the PACS or a request. */
@NullMarked
package ai.kaapana.clinical.linker.issue;

import org.jspecify.annotations.NullMarked;

/** The linking of a PACS: reading, planning, writing, checkpoints, as durable jobs. */
@NullMarked
package ai.kaapana.clinical.linker.link;

import org.jspecify.annotations.NullMarked;

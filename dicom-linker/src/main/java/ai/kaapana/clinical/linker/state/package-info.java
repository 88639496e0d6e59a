/** What was linked, what waits and why, in PostgreSQL. */
@NullMarked
package ai.kaapana.clinical.linker.state;

import org.jspecify.annotations.NullMarked;

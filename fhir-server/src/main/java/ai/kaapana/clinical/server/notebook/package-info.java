/** Tokens with which notebooks read in a person's name. */
@NullMarked
package ai.kaapana.clinical.server.notebook;

import org.jspecify.annotations.NullMarked;

/** Tokens for notebooks. */
@NullMarked
package ai.kaapana.clinical.importer.page.access;

import org.jspecify.annotations.NullMarked;

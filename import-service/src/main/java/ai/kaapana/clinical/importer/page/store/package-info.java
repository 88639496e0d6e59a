/** What the page asks of the sister services, with the user's own token. */
@NullMarked
package ai.kaapana.clinical.importer.page.store;

import org.jspecify.annotations.NullMarked;

/** What there is, who has what, and what needs attention. */
@NullMarked
package ai.kaapana.clinical.importer.page.overview;

import org.jspecify.annotations.NullMarked;

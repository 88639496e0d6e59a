/**
 * The web page: server-rendered HTML on what the services hold. This package holds what all its
 * features share; each feature has a package of its own.
 */
@NullMarked
package ai.kaapana.clinical.importer.page;

import org.jspecify.annotations.NullMarked;

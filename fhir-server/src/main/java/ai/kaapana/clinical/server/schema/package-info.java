/** Migration of HAPI's tables and of ours, before anything else touches the database. */
@NullMarked
package ai.kaapana.clinical.server.schema;

import org.jspecify.annotations.NullMarked;

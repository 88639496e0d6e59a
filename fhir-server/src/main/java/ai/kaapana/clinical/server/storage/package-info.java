/** HAPI's persistence: settings, entity manager, and the parts it needs to boot. */
@NullMarked
package ai.kaapana.clinical.server.storage;

import org.jspecify.annotations.NullMarked;

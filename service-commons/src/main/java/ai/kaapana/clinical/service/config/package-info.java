/**
 * The settings that all services share; a missing or absurd one stops the start and names its key.
 */
@NullMarked
package ai.kaapana.clinical.service.config;

import org.jspecify.annotations.NullMarked;

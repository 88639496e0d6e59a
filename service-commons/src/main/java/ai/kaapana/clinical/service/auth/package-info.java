/** Who calls: tokens of people and of services, the project check, and the rules of routes. */
@NullMarked
package ai.kaapana.clinical.service.auth;

import org.jspecify.annotations.NullMarked;

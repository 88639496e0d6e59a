/**
 * What the tests of all modules share: real PostgreSQL, tokens, approval files, faults, comparison
 * of states.
 */
@NullMarked
package ai.kaapana.clinical.testing;

import org.jspecify.annotations.NullMarked;

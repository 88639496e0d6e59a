/** End-to-end benchmarks on the real services of a local stack. */
@NullMarked
package ai.kaapana.clinical.benchmarks;

import org.jspecify.annotations.NullMarked;

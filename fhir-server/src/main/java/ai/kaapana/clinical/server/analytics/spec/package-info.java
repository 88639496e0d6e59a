/** What is asked: the joint table and the cohort, parsed strictly from JSON. */
@NullMarked
package ai.kaapana.clinical.server.analytics.spec;

import org.jspecify.annotations.NullMarked;

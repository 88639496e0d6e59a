/** Durable jobs in PostgreSQL: progress, waiting, cancel, resume, and the two balances. */
@NullMarked
package ai.kaapana.clinical.service.job;

import org.jspecify.annotations.NullMarked;

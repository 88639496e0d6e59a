/** PostgreSQL as a child process on a folder of ours. */
@org.jspecify.annotations.NullMarked
package ai.kaapana.clinical.local.postgres;

/**
 * The local stack: PostgreSQL, the services and a PACS on one machine, for {@code ./demo},
 * development and tests.
 */
@org.jspecify.annotations.NullMarked
package ai.kaapana.clinical.local;

/** Finds a Java installation that is new enough. */
@org.jspecify.annotations.NullMarked
package ai.kaapana.clinical.local.jdk;

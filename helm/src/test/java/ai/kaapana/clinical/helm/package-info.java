/** The charts, rendered and checked without a cluster. */
@org.jspecify.annotations.NullMarked
package ai.kaapana.clinical.helm;

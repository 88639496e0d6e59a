/** Keys, certificates and tokens of a local stack. */
@org.jspecify.annotations.NullMarked
package ai.kaapana.clinical.local.keys;

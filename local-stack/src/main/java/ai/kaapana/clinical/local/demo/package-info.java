/** Loads the demo cohort through the real services and shows the joint table. */
@org.jspecify.annotations.NullMarked
package ai.kaapana.clinical.local.demo;

/** Child processes that outlive a killed launcher and are found again by the next one. */
@org.jspecify.annotations.NullMarked
package ai.kaapana.clinical.local.process;

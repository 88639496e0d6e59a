/** HTTP as the launcher and the demo need it. */
@org.jspecify.annotations.NullMarked
package ai.kaapana.clinical.local.http;

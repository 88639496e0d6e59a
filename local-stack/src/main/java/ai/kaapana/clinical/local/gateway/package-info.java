/** The door for a browser: what the platform's proxy and ingress are to the services. */
@org.jspecify.annotations.NullMarked
package ai.kaapana.clinical.local.gateway;

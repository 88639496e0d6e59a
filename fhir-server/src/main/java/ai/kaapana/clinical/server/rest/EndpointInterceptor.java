package ai.kaapana.clinical.server.rest;

/**
 * Marks a bean with HAPI hooks on requests ({@code SERVER_*}), registered at the FHIR endpoint.
 *
 * <p>Hooks on the storage ({@code STORAGE_*}) go to HAPI's {@code IInterceptorService} instead; one
 * that is registered at both places runs twice.
 */
public interface EndpointInterceptor {}

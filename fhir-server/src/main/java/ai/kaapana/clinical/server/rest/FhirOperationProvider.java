package ai.kaapana.clinical.server.rest;

/**
 * Marks a bean whose HAPI operations ({@code @Operation}) this server offers below {@code /fhir}.
 */
public interface FhirOperationProvider {}

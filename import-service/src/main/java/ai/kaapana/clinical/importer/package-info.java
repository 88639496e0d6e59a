/** Imports clinical tables as FHIR resources. */
package ai.kaapana.clinical.importer;

/** Maps the rows of one patient to FHIR; pure, without clock, files and network. */
package ai.kaapana.clinical.importer.mapping;

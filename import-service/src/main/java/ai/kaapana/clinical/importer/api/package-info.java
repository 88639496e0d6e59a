/** The REST interface of the imports. */
package ai.kaapana.clinical.importer.api;

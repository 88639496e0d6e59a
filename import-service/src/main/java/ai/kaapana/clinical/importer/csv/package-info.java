/** Reads CSV and TSV as streams. */
package ai.kaapana.clinical.importer.csv;

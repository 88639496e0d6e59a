/** Imports from upload to undo: staged rows, preview, durable runs, lineage. */
package ai.kaapana.clinical.importer.run;

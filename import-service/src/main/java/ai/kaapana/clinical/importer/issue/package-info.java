/**
 * What an import can say about a file, a row, a cell or a run: stable codes, and places without
 * values.
 */
package ai.kaapana.clinical.importer.issue;

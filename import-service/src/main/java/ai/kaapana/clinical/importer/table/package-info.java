/**
 * Tables whatever their format: header, rows with their numbers, cells with the type the file
 * gives.
 */
package ai.kaapana.clinical.importer.table;

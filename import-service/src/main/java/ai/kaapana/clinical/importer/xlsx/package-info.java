/** Reads sheets of Excel workbooks as streams. */
package ai.kaapana.clinical.importer.xlsx;

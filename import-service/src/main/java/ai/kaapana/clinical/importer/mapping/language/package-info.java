/** The language in which the columns of a table are given their meaning. */
package ai.kaapana.clinical.importer.mapping.language;

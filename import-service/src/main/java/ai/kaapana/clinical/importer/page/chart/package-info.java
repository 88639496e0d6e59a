/** Table 1 and Kaplan-Meier plots, as pure functions from rows to numbers and SVG. */
@NullMarked
package ai.kaapana.clinical.importer.page.chart;

import org.jspecify.annotations.NullMarked;

/**
 * What the linker understands of a DICOM study: plain values, and issues for what it could not
 * read.
 */
@NullMarked
package ai.kaapana.clinical.linker.model;

import org.jspecify.annotations.NullMarked;

/** The S3 object store and the pick-up of objects below a prefix. */
@NullMarked
package ai.kaapana.clinical.service.objectstore;

import org.jspecify.annotations.NullMarked;

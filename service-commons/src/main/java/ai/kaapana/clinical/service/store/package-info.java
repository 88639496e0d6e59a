/**
 * The way to fhir-server that all feeders share: read, compare, merge, pack, write, check every
 * answer.
 */
@NullMarked
package ai.kaapana.clinical.service.store;

import org.jspecify.annotations.NullMarked;

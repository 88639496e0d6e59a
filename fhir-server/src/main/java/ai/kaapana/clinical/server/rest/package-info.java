/** The FHIR endpoint: what it offers, what it refuses, and how errors look. */
@NullMarked
package ai.kaapana.clinical.server.rest;

import org.jspecify.annotations.NullMarked;

/** The operations over HTTP. */
@NullMarked
package ai.kaapana.clinical.server.analytics.web;

import org.jspecify.annotations.NullMarked;

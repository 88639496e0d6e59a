/** What every HTTP answer of a service has in common: prefix, links, request id, headers. */
@NullMarked
package ai.kaapana.clinical.service.http;

import org.jspecify.annotations.NullMarked;

package ai.kaapana.clinical.server.rest;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as HAPI shall see it.
 *
 * <ul>
 *   <li>A PUT replaces tags, profiles and security labels too; HAPI does that only if a header
 *       asks.
 *   <li>{@code Cache-Control: no-store} makes HAPI answer the first hundred matches without a link
 *       to the rest, so HAPI does not see it. Searches are never answered from a cache here anyway.
 *   <li>The body is read through {@link GuardedBody}.
 * </ul>
 */
final class FhirRequest extends HttpServletRequestWrapper {

  private static final Map<String, String> SET =
      Map.of("x-meta-snapshot-mode", "TAG, PROFILE, SECURITY_LABEL");
  private static final Set<String> HIDDEN =
      Set.of("cache-control", "x-retry-on-version-conflict", "x-cascade", "x-rewrite-history");

  private final long largestBody;

  FhirRequest(HttpServletRequest request, long largestBody) {
    super(request);
    this.largestBody = largestBody;
  }

  @Override
  public @Nullable String getHeader(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    if (HIDDEN.contains(lower)) {
      return null;
    }
    return SET.containsKey(lower) ? SET.get(lower) : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    if (HIDDEN.contains(lower)) {
      return Collections.emptyEnumeration();
    }
    return SET.containsKey(lower)
        ? Collections.enumeration(Set.of(SET.get(lower)))
        : super.getHeaders(name);
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new GuardedBody(super.getInputStream(), largestBody);
  }
}

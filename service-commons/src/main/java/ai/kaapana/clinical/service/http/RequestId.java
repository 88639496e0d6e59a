package ai.kaapana.clinical.service.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id (the caller's {@code X-Request-Id} if it is harmless, else a new one),
 * which is answered, stands in every log line of the request, and names it in problems; and names
 * the component that answers.
 */
public final class RequestId extends OncePerRequestFilter {

  /** The header with the id of a request. */
  public static final String HEADER = "X-Request-Id";

  /** The header that names the component that answered, so that a caller knows whom it reached. */
  public static final String COMPONENT_HEADER = "X-Clinical-Component";

  private static final String ATTRIBUTE = RequestId.class.getName();
  private static final String LOG_FIELD = "requestId";
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9-]{8,64}");

  private final String component;

  RequestId(String component) {
    this.component = component;
  }

  /** The id of a request. */
  public static String of(ServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof String id ? id : "none";
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String stated = request.getHeader(HEADER);
    String id =
        stated != null && HARMLESS.matcher(stated).matches()
            ? stated
            : UUID.randomUUID().toString();
    request.setAttribute(ATTRIBUTE, id);
    response.setHeader(HEADER, id);
    response.setHeader(COMPONENT_HEADER, component);
    MDC.put(LOG_FIELD, id);
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(LOG_FIELD);
    }
  }
}

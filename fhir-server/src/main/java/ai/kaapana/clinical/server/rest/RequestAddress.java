package ai.kaapana.clinical.server.rest;

import ca.uhn.fhir.rest.server.IServerAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The server's address as the request states it: links repeat its host and prefix.
 *
 * <p>Why not HAPI's own: it asks the servlet context for the context path, which knows nothing of
 * an ingress prefix.
 */
final class RequestAddress implements IServerAddressStrategy {

  @Override
  public @Nullable String determineServerBase(
      ServletContext context, @Nullable HttpServletRequest request) {
    if (request == null) {
      return null;
    }
    var url = request.getRequestURL();
    var root = url.substring(0, url.length() - request.getRequestURI().length());
    return root + request.getContextPath() + request.getServletPath();
  }

  @Override
  public String determineServletContextPath(HttpServletRequest request, RestfulServer server) {
    return request.getContextPath();
  }
}

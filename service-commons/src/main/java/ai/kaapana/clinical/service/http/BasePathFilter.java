package ai.kaapana.clinical.service.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers every route with and without the ingress prefix. */
final class BasePathFilter extends OncePerRequestFilter {

  private final String basePath;

  BasePathFilter(String basePath) {
    this.basePath = basePath;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new ExternalAddress(request, basePath), response);
  }
}

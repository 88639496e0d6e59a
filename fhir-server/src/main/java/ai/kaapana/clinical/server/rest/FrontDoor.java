package ai.kaapana.clinical.server.rest;

import ai.kaapana.clinical.service.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What is decided before HAPI reads a byte: JSON only, no compression, a bounded body, and no write
 * to what describes the server itself.
 *
 * <p>Why no XML: half of the published weaknesses of FHIR libraries are in their XML parsers. Why
 * no compressed requests: a few kilobytes can unpack to gigabytes.
 */
final class FrontDoor extends OncePerRequestFilter {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** Types with which a client could change how the server behaves, or forge its records. */
  private static final Set<String> NEVER_WRITTEN =
      Set.of(
          "AuditEvent",
          "CapabilityStatement",
          "CompartmentDefinition",
          "GraphDefinition",
          "ImplementationGuide",
          "MessageDefinition",
          "NamingSystem",
          "OperationDefinition",
          "SearchParameter",
          "StructureDefinition",
          "StructureMap",
          "Subscription",
          "TerminologyCapabilities");

  private final ProblemWriter problems;
  private final long largestBody;

  FrontDoor(ProblemWriter problems, long largestBody) {
    this.problems = problems;
    this.largestBody = largestBody;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > largestBody) {
      refuse(request, response, FhirServerCode.TOO_LARGE, HttpStatus.PAYLOAD_TOO_LARGE);
    } else if (!readable(request)) {
      refuse(request, response, FhirServerCode.MEDIA_TYPE, HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    } else if (!acceptable(request)) {
      refuse(request, response, FhirServerCode.NOT_ACCEPTABLE, HttpStatus.NOT_ACCEPTABLE);
    } else if (writesNeverWritten(request)) {
      refuse(request, response, FhirServerCode.ACCESS_TYPE, HttpStatus.FORBIDDEN);
    } else {
      response.setHeader("X-Content-Type-Options", "nosniff");
      chain.doFilter(new FhirRequest(request, largestBody), response);
    }
  }

  private void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      FhirServerCode code,
      HttpStatus status)
      throws IOException {
    problems.write(request, response, code, status, null);
  }

  private static boolean readable(HttpServletRequest request) {
    var encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      return false;
    }
    var type = mediaType(request.getContentType());
    if (type == null) {
      return true;
    }
    var form = type.equals("application/x-www-form-urlencoded");
    return form ? request.getRequestURI().endsWith("/_search") : isJson(type);
  }

  private static boolean acceptable(HttpServletRequest request) {
    return acceptableFormat(request.getQueryString())
        && acceptableHeader(request.getHeader("Accept"));
  }

  /** Operations may answer in formats of their own and check {@code _format} themselves. */
  private static boolean acceptableFormat(@Nullable String query) {
    if (query == null) {
      return true;
    }
    var lower = query.toLowerCase(Locale.ROOT);
    var at = lower.indexOf("_format=");
    if (at < 0) {
      return true;
    }
    var format = lower.substring(at + "_format=".length()).split("&", 2)[0];
    return !format.contains("xml")
        && !format.contains("html")
        && !format.contains("turtle")
        && !format.contains("ttl")
        && !format.contains("rdf");
  }

  private static boolean acceptableHeader(@Nullable String accept) {
    if (accept == null || accept.isBlank()) {
      return true;
    }
    for (var range : accept.split(",")) {
      var type = mediaType(range);
      if (type == null) {
        continue;
      }
      var refused = type.contains("xml") || type.contains("html") || type.contains("turtle");
      if (!refused) {
        return true;
      }
    }
    return false;
  }

  private static boolean isJson(String type) {
    return type.equals("application/json")
        || type.equals("application/fhir+json")
        || type.equals("application/json+fhir");
  }

  private static @Nullable String mediaType(@Nullable String header) {
    return header == null || header.isBlank()
        ? null
        : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static boolean writesNeverWritten(HttpServletRequest request) {
    if (READING.contains(request.getMethod()) || request.getRequestURI().endsWith("/_search")) {
      return false;
    }
    var path = request.getPathInfo();
    if (path == null) {
      return false;
    }
    for (var segment : path.split("/")) {
      if (!segment.isEmpty()) {
        return NEVER_WRITTEN.contains(segment);
      }
    }
    return false;
  }
}

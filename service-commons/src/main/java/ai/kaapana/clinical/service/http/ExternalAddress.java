package ai.kaapana.clinical.service.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request as the outside sees it: the ingress prefix is its context path, and scheme, host and
 * port are those that the proxy states. So routes match without the prefix, and absolute links
 * repeat host and prefix of the request.
 *
 * <p>Headers of proxies are hints: they shape links in the answer to the same caller, and nothing
 * else. The remote address stays that of the connection, since rules may depend on it.
 */
final class ExternalAddress extends HttpServletRequestWrapper {

  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{1,5}))?");

  private final String prefix;
  private final String scheme;
  private final String host;
  private final int port;

  ExternalAddress(HttpServletRequest request, String basePath) {
    super(request);
    boolean prefixed =
        below(request.getRequestURI(), basePath)
            || basePath.equals(first(request, "X-Forwarded-Prefix"));
    this.prefix = prefixed ? basePath : "";
    String proto = first(request, "X-Forwarded-Proto");
    boolean stated = "http".equals(proto) || "https".equals(proto);
    this.scheme = stated && proto != null ? proto : request.getScheme();
    String forwarded = first(request, "X-Forwarded-Host");
    Matcher matcher = forwarded == null ? null : HOST.matcher(forwarded);
    if (matcher != null && matcher.matches()) {
      this.host = matcher.group(1).toLowerCase(Locale.ROOT);
      this.port = matcher.group(2) == null ? defaultPort() : Integer.parseInt(matcher.group(2));
    } else {
      this.host = request.getServerName();
      this.port = stated ? defaultPort() : request.getServerPort();
    }
  }

  private static boolean below(String uri, String basePath) {
    return !basePath.isEmpty()
        && uri.startsWith(basePath)
        && (uri.length() == basePath.length() || uri.charAt(basePath.length()) == '/');
  }

  private static @Nullable String first(HttpServletRequest request, String header) {
    String value = request.getHeader(header);
    return value == null ? null : value.split(",", 2)[0].strip();
  }

  private int defaultPort() {
    return scheme.equals("https") ? 443 : 80;
  }

  @Override
  public String getContextPath() {
    return prefix;
  }

  @Override
  public String getRequestURI() {
    String uri = super.getRequestURI();
    if (prefix.isEmpty()) {
      return uri;
    }
    if (!below(uri, prefix)) {
      // the proxy cut it, or this is the asynchronous part of the request, to which the container
      // came without it
      return prefix + uri;
    }
    return uri.length() == prefix.length() ? uri + "/" : uri;
  }

  @Override
  public String getServletPath() {
    String path = super.getServletPath();
    if (!below(path, prefix)) {
      return path;
    }
    String rest = path.substring(prefix.length());
    return rest.isEmpty() && getPathInfo() == null ? "/" : rest;
  }

  @Override
  public StringBuffer getRequestURL() {
    StringBuffer url = new StringBuffer(scheme).append("://").append(host);
    if (port != defaultPort()) {
      url.append(':').append(port);
    }
    return url.append(getRequestURI());
  }

  @Override
  public String getScheme() {
    return scheme;
  }

  @Override
  public boolean isSecure() {
    return scheme.equals("https");
  }

  @Override
  public String getServerName() {
    return host;
  }

  @Override
  public int getServerPort() {
    return port;
  }
}

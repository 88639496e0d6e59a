package ai.kaapana.clinical.service.config;

import java.net.URI;

/** Checks the address of another service. */
public final class SisterUrl {

  private SisterUrl() {}

  /**
   * The address without a slash at its end.
   *
   * @param key the setting it comes from, for the message
   * @throws ConfigurationException when it is not an http or https URL with a host, or carries a
   *     user, query or fragment
   */
  public static URI check(String key, URI url) {
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!http
        || url.getHost() == null
        || url.getUserInfo() != null
        || url.getQuery() != null
        || url.getFragment() != null) {
      throw new ConfigurationException(
          key,
          "is not an http or https address",
          "Write a URL with scheme and host and without user, query or fragment.");
    }
    String text = url.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
  }
}

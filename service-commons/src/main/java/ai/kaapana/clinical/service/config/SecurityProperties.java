package ai.kaapana.clinical.service.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom a service trusts.
 *
 * @param component the service's own name, for example {@code dicom-linker}; the audience of
 *     service tokens is {@code clinical:<component>}
 * @param issuer the {@code iss} of people's tokens; absent = as {@code discovery} states it
 * @param jwks where the issuer's keys are: an http, https or {@code file:} URL
 * @param discovery the issuer's OpenID configuration: an http, https or {@code file:} URL, also an
 *     internal one, since only the issuer's name is taken from it and keys come from {@code jwks};
 *     needed where {@code issuer} is absent
 * @param audience what {@code aud} of people's tokens must contain
 * @param project the id of the project this installation belongs to
 * @param authorizedParties the accepted {@code azp} of people's tokens; empty = any client of the
 *     issuer
 * @param key the private key (PEM, PKCS#1 or PKCS#8) with which the service signs its own tokens;
 *     absent = it signs none
 * @param certificate the certificate of that key; default: {@code key} with the ending {@code .crt}
 * @param trusted component to certificate of the services that may call
 * @param insecureLoopback no authentication at all; refused unless the service listens on a
 *     loopback address alone
 */
@ConfigurationProperties("clinical.security")
public record SecurityProperties(
    @Nullable String component,
    @Nullable String issuer,
    @Nullable String jwks,
    @Nullable String discovery,
    @DefaultValue("kaapana") String audience,
    @Nullable String project,
    @DefaultValue List<String> authorizedParties,
    @Nullable Path key,
    @Nullable Path certificate,
    @DefaultValue Map<String, Path> trusted,
    @DefaultValue("false") boolean insecureLoopback) {

  private static final Pattern COMPONENT = Pattern.compile("[a-z][a-z0-9-]{1,62}");
  private static final Pattern URL = Pattern.compile("(https?://[^/?#@]+|file:/).*");

  public SecurityProperties {
    component = required("component", component);
    checkComponent("clinical.security.component", component);
    Map<String, Path> byComponent = new TreeMap<>();
    // environment variables cannot write a dash, so CLINICAL_SECURITY_TRUSTED_DICOM_LINKER arrives
    // as dicom.linker
    trusted.forEach(
        (name, path) -> byComponent.put(name.replace('.', '-').replace('_', '-'), path));
    byComponent.keySet().forEach(name -> checkComponent("clinical.security.trusted", name));
    trusted = Map.copyOf(byComponent);
    authorizedParties = List.copyOf(authorizedParties);
    if (!insecureLoopback) {
      if (discovery == null || discovery.isBlank()) {
        issuer = required("issuer", issuer);
      } else {
        checkUrl("discovery", discovery, "OpenID configuration");
      }
      jwks = required("jwks", jwks);
      project = required("project", project);
      required("audience", audience);
      checkUrl("jwks", jwks, "key set");
    }
    if (key != null && certificate == null) {
      certificate =
          key.resolveSibling(key.getFileName().toString().replaceFirst("\\.key$", "") + ".crt");
    }
  }

  private static void checkUrl(String name, String url, String what) {
    if (!URL.matcher(url).matches()) {
      throw new ConfigurationException(
          "clinical.security." + name,
          "is not an http, https or file: URL",
          "Set it to the address of the issuer's " + what + ".");
    }
  }

  private static String required(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new ConfigurationException(
          "clinical.security." + name,
          "is missing",
          "Set issuer (or discovery), jwks, project and component of clinical.security; without authentication a"
              + " service runs only with clinical.security.insecure-loopback=true and"
              + " server.address=127.0.0.1.");
    }
    return value;
  }

  private static void checkComponent(String key, String name) {
    if (!COMPONENT.matcher(name).matches()) {
      throw new ConfigurationException(
          key,
          "is not the name of a component",
          "Use lower-case letters, digits and dashes, for example dicom-linker.");
    }
  }
}

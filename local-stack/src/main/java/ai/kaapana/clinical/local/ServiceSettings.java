package ai.kaapana.clinical.local;

import ai.kaapana.clinical.local.gateway.Gateway;
import ai.kaapana.clinical.local.keys.KeyFiles;
import ai.kaapana.clinical.local.keys.PersonTokens;
import ai.kaapana.clinical.local.postgres.Databases;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one service of the stack, as its own documentation names them.
 *
 * <p>They are written into a file that only the owner can read, because process lists show
 * arguments.
 */
final class ServiceSettings {
  /** The project of a local stack. */
  static final String PROJECT = "demo";

  private final Map<String, String> settings = new TreeMap<>();

  /** Where a service keeps its identity and whom it trusts. */
  ServiceSettings security(Component component, Path keys, Path keySet) {
    put("server.address", "127.0.0.1");
    put("clinical.http.base-path", Gateway.PREFIX);
    put("clinical.security.component", component.id());
    put("clinical.security.issuer", KeyFiles.Issuer.NAME);
    put("clinical.security.jwks", keySet.toUri().toString());
    put("clinical.security.audience", PersonTokens.AUDIENCE);
    put("clinical.security.project", PROJECT);
    put("clinical.security.key", keys.resolve(component.id()).resolve("tls.key").toString());
    for (var other : Component.services()) {
      if (other != component) {
        put(
            "clinical.security.trusted." + other.id(),
            keys.resolve(other.id()).resolve("tls.crt").toString());
      }
    }
    return this;
  }

  ServiceSettings database(Component component, Databases databases) {
    var database = databases.owned(component.database());
    put("spring.datasource.url", database.url());
    put("spring.datasource.username", database.user());
    put("spring.datasource.password", database.password());
    if (component == Component.FHIR_SERVER) {
      var migration = databases.migration();
      put("clinical.database.migration.username", migration.user());
      put("clinical.database.migration.password", migration.password());
    }
    return this;
  }

  /** The addresses of the services that run already. */
  ServiceSettings sisters(Map<Component, URI> addresses) {
    sister("clinical.fhir.base-url", addresses.get(Component.FHIR_SERVER), "/fhir");
    sister("clinical.linker.base-url", addresses.get(Component.DICOM_LINKER), "");
    sister("clinical.import.base-url", addresses.get(Component.IMPORT_SERVICE), "");
    sister("clinical.radiomics.base-url", addresses.get(Component.RADIOMICS_ADAPTER), "");
    return this;
  }

  private void sister(String key, @Nullable URI address, String path) {
    if (address != null) {
      put(key, address + path);
    }
  }

  ServiceSettings put(String key, String value) {
    settings.put(key, value);
    return this;
  }

  ServiceSettings putAll(Map<String, String> more) {
    settings.putAll(more);
    return this;
  }

  /** The contents of a properties file. */
  String text() {
    var text = new StringBuilder();
    settings.forEach(
        (key, value) -> text.append(key).append('=').append(escape(value)).append('\n'));
    return text.toString();
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n");
  }
}

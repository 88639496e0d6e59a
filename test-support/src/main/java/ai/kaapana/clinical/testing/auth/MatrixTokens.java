package ai.kaapana.clinical.testing.auth;

import ai.kaapana.clinical.testing.TestComponent;
import ai.kaapana.clinical.testing.TestTokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Tokens of all the callers of the table, for one receiver. */
public final class MatrixTokens {

  /** The member's name. */
  public static final String MEMBER = "matrix-member";

  private static final Duration LONG_AGO = Duration.ofHours(-1);

  private final TestTokens issuer;
  private final TestTokens foreign = new TestTokens();
  private final Map<String, TestComponent> services;
  private final TestComponent impostor = TestComponent.create("dicom-linker");
  private final String receiver;
  private final Supplier<String> notebook;

  /**
   * Tokens for a receiver that is set up already.
   *
   * @param issuer whom it believes people
   * @param services key pairs of all services, of which the receiver has the certificates but its
   *     own
   * @param notebook a live notebook token
   */
  public MatrixTokens(
      String receiver,
      TestTokens issuer,
      Map<String, TestComponent> services,
      Supplier<String> notebook) {
    this.receiver = receiver;
    this.issuer = issuer;
    this.services = Map.copyOf(services);
    this.notebook = notebook;
  }

  /**
   * Tokens for a receiver that trusts all other services; what looks like a notebook's token is
   * none of its own.
   */
  public static MatrixTokens forReceiver(String receiver) {
    var all = new LinkedHashMap<String, TestComponent>();
    for (var caller : MatrixCaller.values()) {
      caller.component().ifPresent(name -> all.put(name, TestComponent.create(name)));
    }
    return new MatrixTokens(receiver, new TestTokens(), all, () -> "kcnb_" + "A".repeat(43));
  }

  /** The settings that make the receiver believe these tokens, as {@code key=value}. */
  public List<String> springProperties(Path folder) {
    var properties = new ArrayList<>(List.of(issuer.springProperties(folder)));
    properties.add("clinical.security.component=" + receiver);
    services.forEach(
        (name, component) -> {
          var key = component.writeTo(folder.resolve(name));
          properties.add(
              name.equals(receiver)
                  ? "clinical.security.key=" + key
                  : "clinical.security.trusted." + name + "=" + key.resolveSibling("tls.crt"));
        });
    return properties;
  }

  /** A fresh token; empty for who has none. */
  public Optional<String> of(MatrixCaller caller) {
    return switch (caller) {
      case ANONYMOUS -> Optional.empty();
      case FOREIGN_ISSUER ->
          Optional.of(
              foreign
                  .person(MEMBER)
                  .claim("iss", "https://elsewhere.test/auth/realms/kaapana")
                  .sign());
      case EXPIRED -> Optional.of(issuer.person(MEMBER).expiresIn(LONG_AGO).sign());
      case OTHER_PROJECT -> Optional.of(issuer.person("matrix-other").projects("other").sign());
      case MEMBER -> Optional.of(issuer.person(MEMBER).sign());
      case ADMIN -> Optional.of(issuer.person("matrix-admin").admin().sign());
      case FHIR_SERVER, DICOM_LINKER, IMPORT_SERVICE, RADIOMICS_ADAPTER ->
          Optional.of(services.get(caller.column()).token(receiver, "somebody"));
      case FALSE_SERVICE -> Optional.of(impostor.token(receiver, "somebody"));
      case NOTEBOOK -> Optional.of(notebook.get());
    };
  }
}

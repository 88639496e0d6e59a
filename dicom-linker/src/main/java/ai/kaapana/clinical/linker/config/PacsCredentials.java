package ai.kaapana.clinical.linker.config;

import ai.kaapana.clinical.linker.project.ServiceAccount;
import ai.kaapana.clinical.service.config.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The Authorization header for the PACS; files are read for each request, since tokens rotate. */
final class PacsCredentials implements Supplier<String> {

  private final LinkerProperties.Pacs pacs;
  private final @Nullable ServiceAccount account;

  PacsCredentials(LinkerProperties.Pacs pacs, InstantSource clock) {
    this.pacs = pacs;
    this.account = pacs.account() == null ? null : account(pacs.account(), pacs, clock);
  }

  @Override
  public String get() {
    if (account != null) {
      return account.get();
    }
    if (pacs.tokenFile() != null) {
      return "Bearer " + read(pacs.tokenFile());
    }
    if (pacs.username() != null && pacs.passwordFile() != null) {
      var pair = pacs.username() + ":" + read(pacs.passwordFile());
      return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
    return "";
  }

  /** What was given last is refused: a service account logs in again. */
  void renew() {
    if (account != null) {
      account.forget();
    }
  }

  private static ServiceAccount account(
      LinkerProperties.Account account, LinkerProperties.Pacs pacs, InstantSource clock) {
    var secret = Objects.requireNonNull(account.clientSecretFile());
    var user =
        Optional.ofNullable(account.username())
            .map(name -> new ServiceAccount.User(name, () -> read(password(account))));
    return new ServiceAccount(
        new ServiceAccount.Login(
            Objects.requireNonNull(account.tokenUrl()),
            Objects.requireNonNull(account.clientId()),
            () -> read(secret),
            user,
            pacs.readTimeout()),
        clock);
  }

  private static Path password(LinkerProperties.Account account) {
    return Objects.requireNonNull(account.passwordFile());
  }

  /** Refuses to start with credentials that cannot be read. */
  void check() {
    try {
      if (isReadable()) {
        return;
      }
    } catch (UncheckedIOException e) {
      // falls through: the message is the same, and the cause names just the file
    }
    throw new ConfigurationException(
        "clinical.linker.pacs",
        "names a file with a secret that is not a readable line of text",
        "Mount the secret and give the service the right to read it.");
  }

  /** The platform's Keycloak may start later than the linker, so nobody logs in here. */
  private boolean isReadable() {
    var account = pacs.account();
    if (account == null) {
      return !get().contains("\n");
    }
    var password = account.passwordFile() == null ? "" : read(password(account));
    return !(read(Objects.requireNonNull(account.clientSecretFile())) + password).contains("\n");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The credentials of the PACS cannot be read", e);
    }
  }

  @Override
  public String toString() {
    return "PacsCredentials";
  }
}

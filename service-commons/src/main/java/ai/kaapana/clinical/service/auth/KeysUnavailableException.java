package ai.kaapana.clinical.service.auth;

import org.jspecify.annotations.Nullable;

/** The issuer's keys cannot be had, so that nothing can be said about a token. */
final class KeysUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  KeysUnavailableException(@Nullable Throwable cause) {
    super("the keys of the issuer cannot be read", cause);
  }
}

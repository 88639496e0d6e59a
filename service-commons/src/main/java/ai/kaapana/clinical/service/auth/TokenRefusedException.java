package ai.kaapana.clinical.service.auth;

/**
 * A token that proves nothing. The reason is for the log alone and never repeats a part of the
 * token.
 */
final class TokenRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  TokenRefusedException(String reason) {
    super(reason);
  }
}

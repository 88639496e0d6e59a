package ai.kaapana.clinical.local;

/**
 * Tells why the stack cannot start or go on. The message is complete for the person in front of the
 * terminal: what is wrong and what to do.
 */
public final class StackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A reason without a cause that would help. */
  public StackException(String message) {
    super(message);
  }

  /** A reason with the error below it. */
  public StackException(String message, Throwable cause) {
    super(message, cause);
  }
}

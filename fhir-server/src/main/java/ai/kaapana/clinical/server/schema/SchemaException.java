package ai.kaapana.clinical.server.schema;

/** The database's schema cannot be used by this build; the message says why and what to do. */
public class SchemaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SchemaException(String message) {
    super(message);
  }

  SchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}

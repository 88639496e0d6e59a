package ai.kaapana.clinical.linker.dicomweb;

import java.io.Serial;

/**
 * A request to the PACS that did not succeed after all retries.
 *
 * <p>Carries no address, identifier or text of an answer, so that it can be logged.
 */
public final class PacsException extends RuntimeException {

  /** What went wrong, and whose fault it most likely is. */
  public enum Kind {
    /** No connection, no answer in time, or an answer that asks to come again. */
    UNAVAILABLE(true),
    /** The credentials were refused. */
    UNAUTHORIZED(true),
    /** The server failed on exactly this request (500). */
    SERVER_ERROR(false),
    /** The body is not one complete JSON array of objects, for instance truncated or HTML. */
    MALFORMED(false),
    /** The body exceeds a limit on depth, size or numbers. */
    TOO_LARGE(false),
    /** The server refused the request (400, 404 and others) or sent a redirect. */
    REFUSED(false),
    /** More studies than the paging of a DICOMweb server can address. */
    TOO_MANY(false);

    private final boolean dependency;

    Kind(boolean dependency) {
      this.dependency = dependency;
    }

    /** Says whether the PACS as a whole is at fault, not the study that was asked for. */
    public boolean isDependency() {
      return dependency;
    }
  }

  @Serial private static final long serialVersionUID = 1L;

  private final Kind kind;

  PacsException(Kind kind) {
    super(kind.name());
    this.kind = kind;
  }

  /** The PACS as a whole does not work. */
  public static PacsException unavailable() {
    return new PacsException(Kind.UNAVAILABLE);
  }

  public Kind kind() {
    return kind;
  }
}

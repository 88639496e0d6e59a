package ai.kaapana.clinical.pacs;

import org.jspecify.annotations.Nullable;

/**
 * How the double is served.
 *
 * @param bind the address to listen on
 * @param port the port, 0 for a free one
 * @param root the path of the DICOMweb service, such as {@code /dicom-web}
 * @param token the bearer token that every request needs, or null for none
 */
public record PacsOptions(String bind, int port, String root, @Nullable String token) {

  /** A free port of the loopback address, below {@code /dicom-web}, without a token. */
  public static PacsOptions local() {
    return new PacsOptions("127.0.0.1", 0, "/dicom-web", null);
  }

  /** These options with a port. */
  public PacsOptions withPort(int other) {
    return new PacsOptions(bind, other, root, token);
  }

  /** These options with an address to listen on. */
  public PacsOptions withBind(String other) {
    return new PacsOptions(other, port, root, token);
  }

  /** These options with a token that every request needs. */
  public PacsOptions withToken(@Nullable String other) {
    return new PacsOptions(bind, port, root, other);
  }

  @Override
  public String toString() {
    return "PacsOptions[" + bind + ":" + port + root + "]";
  }
}

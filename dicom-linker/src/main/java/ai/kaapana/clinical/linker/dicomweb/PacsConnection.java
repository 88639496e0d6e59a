package ai.kaapana.clinical.linker.dicomweb;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How to reach the DICOMweb service of a PACS.
 *
 * @param baseUrl root of the service, without a trailing slash and without {@code /studies}
 * @param authorization value of the Authorization header, empty for none; asked for each request,
 *     so that a rotated token is used at once
 * @param pageSize rows asked for by one query
 * @param parallel requests at the same time; an archive saturates early, so 1 to 4
 * @param connectTimeout for a connection, and for the head of an answer {@code readTimeout}
 * @param readTimeout the longest silence within an answer
 * @param patience how long one request is repeated before it fails
 */
public record PacsConnection(
    URI baseUrl,
    Supplier<String> authorization,
    int pageSize,
    int parallel,
    Duration connectTimeout,
    Duration readTimeout,
    Duration patience) {

  /** Shows no credentials. */
  @Override
  public String toString() {
    return "PacsConnection[parallel=" + parallel + ", pageSize=" + pageSize + "]";
  }
}

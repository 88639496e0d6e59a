package ai.kaapana.clinical.server.analytics.output;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a table is given out. */
public enum TableFormat {
  CSV("text/csv;charset=UTF-8", "csv", "text/csv"),
  NDJSON("application/x-ndjson", "ndjson", "application/x-ndjson", "application/ndjson"),
  JSON("application/json", "json", "application/json", "application/fhir+json"),
  /** The column dictionary instead of rows. */
  COLUMNS("application/json", "columns"),
  /** Snapshot, hash of the request and counts instead of rows. */
  MANIFEST("application/json", "manifest");

  private final String contentType;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, its type does not say so
  private final List<String> names;

  TableFormat(String contentType, String... names) {
    this.contentType = contentType;
    this.names = List.of(names);
  }

  /** The media type of the answer. */
  public String contentType() {
    return contentType;
  }

  /** By the value of {@code _format}: a short name or a media type. */
  public static Optional<TableFormat> of(String name) {
    return Arrays.stream(values()).filter(format -> format.names.contains(name)).findFirst();
  }
}

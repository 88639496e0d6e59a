package ai.kaapana.clinical.server.analytics.store;

import ai.kaapana.clinical.server.analytics.model.Selection;
import ai.kaapana.clinical.server.analytics.model.StoreView;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Makes a view of resources as REST gives them. */
public final class RestView {

  private RestView() {}

  /** The view of these resources alone. */
  public static StoreView of(List<JsonNode> resources) {
    return new ViewReader(List.of(Resources.SYSTEM)).read(new Given(resources), Selection.ALL);
  }

  private record Given(List<JsonNode> resources) implements Snapshot {

    @Override
    public Instant takenAt() {
      return Instant.EPOCH;
    }

    @Override
    public void forEach(String type, Sink sink) {
      for (var resource : resources) {
        if (resource.path("resourceType").asText().equals(type)) {
          try {
            sink.accept(new StoredResource(resource.path("id").asText(), resource.toString()));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
    }
  }
}

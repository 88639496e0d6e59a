package ai.kaapana.clinical.server.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.server.analytics.model.PanelRecord;
import ai.kaapana.clinical.server.analytics.model.Selection;
import ai.kaapana.clinical.server.analytics.model.StoreView;
import ai.kaapana.clinical.server.analytics.store.RestView;
import ai.kaapana.clinical.server.analytics.store.SnapshotReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares what is read from HAPI's tables with what its REST interface gives: the guard against a
 * change of the tables by a new version of HAPI.
 */
final class SnapshotContract {

  private static final List<String> TYPES =
      List.of(
          "Patient",
          "Device",
          "ImagingStudy",
          "BodyStructure",
          "Condition",
          "Procedure",
          "Observation");

  private final AnalyticsServer server;

  SnapshotContract(AnalyticsServer server) {
    this.server = server;
  }

  void check() throws IOException, InterruptedException {
    var fromTables = server.bean(SnapshotReader.class).read(Selection.ALL);
    var fromRest = rest();

    assertThat(fromTables.patients()).isNotEmpty().isEqualTo(fromRest.patients());
    assertThat(fromTables.studies()).isEqualTo(fromRest.studies());
    assertThat(fromTables.segments()).isEqualTo(fromRest.segments());
    assertThat(fromTables.facts()).isEqualTo(fromRest.facts());
    assertThat(fromTables.concepts()).isEqualTo(fromRest.concepts());
    assertThat(fromTables.survival()).isEqualTo(fromRest.survival());
    assertThat(fromTables.lastContact()).isEqualTo(fromRest.lastContact());
    assertThat(fromTables.resources()).isEqualTo(fromRest.resources());
    assertThat(panels(fromTables)).isEqualTo(panels(fromRest));
  }

  private static List<List<Object>> panels(StoreView view) {
    return view.panels().stream().map(SnapshotContract::comparable).toList();
  }

  /** Everything of a panel in a form whose equality looks into the array. */
  private static List<Object> comparable(PanelRecord panel) {
    return Arrays.asList(
        panel.key(),
        panel.patient(),
        panel.roi(),
        panel.label(),
        panel.configuration(),
        panel.when(),
        panel.features(),
        Arrays.toString(panel.values()));
  }

  private StoreView rest() throws IOException, InterruptedException {
    var resources = new ArrayList<JsonNode>();
    for (var type : TYPES) {
      var next = "/" + type + "?_count=3";
      while (next != null) {
        var page = new ObjectMapper().readTree(server.get(next).body());
        page.path("entry").forEach(entry -> resources.add(entry.path("resource")));
        next = next(page);
      }
    }
    return RestView.of(resources);
  }

  private static String next(JsonNode page) {
    for (var link : page.path("link")) {
      if (link.path("relation").asText().equals("next")) {
        var address = URI.create(link.path("url").asText());
        return "?" + address.getRawQuery();
      }
    }
    return null;
  }
}

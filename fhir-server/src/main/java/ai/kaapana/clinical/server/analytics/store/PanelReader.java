package ai.kaapana.clinical.server.analytics.store;

import static ai.kaapana.clinical.server.analytics.store.FhirNode.part;
import static ai.kaapana.clinical.server.analytics.store.FhirNode.text;

import ai.kaapana.clinical.server.analytics.model.ConfigurationRef;
import ai.kaapana.clinical.server.analytics.model.Moment;
import ai.kaapana.clinical.server.analytics.model.PanelRecord;
import ai.kaapana.clinical.server.analytics.model.RoiKey;
import ai.kaapana.clinical.server.analytics.model.StoreViewBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/** Reads panels: target and configuration from the extensions, values from the components. */
final class PanelReader {

  private final StoreViewBuilder view;

  PanelReader(StoreViewBuilder view) {
    this.view = view;
  }

  void read(String id, JsonNode panel, ComponentValues components) {
    var patient = FhirNode.id(panel.path("subject"), "Patient");
    if (patient == null || "entered-in-error".equals(text(panel.path("status")))) {
      return;
    }
    var target = extension(panel, Urls.IMAGING_TARGET);
    var configuration = extension(panel, Urls.CONFIGURATION);
    var hash = text(part(configuration, "hash"));
    view.add(
        new PanelRecord(
            id,
            patient,
            roi(target),
            text(part(target, "roiLabel")),
            view.share(
                new ConfigurationRef(
                    hash == null ? "" : hash,
                    text(part(configuration, "name")),
                    text(part(configuration, "completeness")))),
            Moment.parse(text(panel.path("effectiveDateTime"))).orElse(null),
            components.features(),
            components.values()));
  }

  private static JsonNode extension(JsonNode panel, String url) {
    return FhirNode.extensions(panel, url).findFirst().orElse(MissingNode.getInstance());
  }

  /** Null for a panel that was accepted without a link to an image. */
  private static @Nullable RoiKey roi(JsonNode target) {
    var series = SegmentReader.series(target);
    var segUid = text(part(target, "segSopInstanceUid"));
    var number = part(target, "segmentNumber");
    return series == null || segUid == null || !number.isInt()
        ? null
        : new RoiKey(series, segUid, number.intValue());
  }
}

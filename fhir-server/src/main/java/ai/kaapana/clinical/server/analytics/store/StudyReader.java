package ai.kaapana.clinical.server.analytics.store;

import static ai.kaapana.clinical.server.analytics.store.FhirNode.extensions;
import static ai.kaapana.clinical.server.analytics.store.FhirNode.items;
import static ai.kaapana.clinical.server.analytics.store.FhirNode.number;
import static ai.kaapana.clinical.server.analytics.store.FhirNode.part;
import static ai.kaapana.clinical.server.analytics.store.FhirNode.text;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.server.analytics.model.Moment;
import ai.kaapana.clinical.server.analytics.model.SeriesRecord;
import ai.kaapana.clinical.server.analytics.model.StoreViewBuilder;
import ai.kaapana.clinical.server.analytics.model.StudyRecord;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads ImagingStudies, and Devices for their scanners; Devices must come first. */
final class StudyReader {

  static final Set<String> DEVICE_MEMBERS = Set.of("manufacturer", "modelNumber", "deviceName");
  static final Set<String> MEMBERS =
      Set.of("extension", "identifier", "status", "subject", "started", "series");

  private static final Set<String> NOT_LIVE = Set.of("entered-in-error", "cancelled");
  private static final String OID = "urn:oid:";
  private static final String SOURCE_TEXT = Clinical.extension("source-text");

  private final StoreViewBuilder view;
  private final Map<String, Scanner> scanners = new HashMap<>();

  private record Scanner(@Nullable String manufacturer, @Nullable String model) {}

  StudyReader(StoreViewBuilder view) {
    this.view = view;
  }

  void readDevice(String id, JsonNode device) {
    var model = text(device.path("modelNumber"));
    var name = items(device.path("deviceName")).findFirst().map(n -> text(n.path("name")));
    scanners.put(
        id,
        new Scanner(text(device.path("manufacturer")), model == null ? name.orElse(null) : model));
  }

  void read(String id, JsonNode study) {
    var patient = FhirNode.id(study.path("subject"), "Patient");
    if (patient == null || NOT_LIVE.contains(text(study.path("status")))) {
      return;
    }
    for (var value : FhirNode.identifiers(study, IdSpace.STUDY.system())) {
      var uid = value.startsWith(OID) ? value.substring(OID.length()) : value;
      var series = items(study.path("series")).map(this::series).filter(Objects::nonNull).toList();
      view.add(
          new StudyRecord(
              patient,
              uid,
              Moment.parse(text(study.path("started"))).orElse(null),
              FhirNode.axis(study),
              series));
      return;
    }
  }

  private @Nullable SeriesRecord series(JsonNode series) {
    var uid = text(series.path("uid"));
    if (uid == null) {
      return null;
    }
    var geometry =
        FhirNode.extensions(series, Urls.SERIES_GEOMETRY)
            .findFirst()
            .orElse(MissingNode.getInstance());
    var scanner = scanner(series);
    var instances = series.path("numberOfInstances");
    return new SeriesRecord(
        uid,
        text(series.path("modality").path("code")),
        Moment.parse(text(series.path("started"))).orElse(null),
        scanner.manufacturer(),
        scanner.model(),
        number(part(geometry, "sliceThickness")),
        number(part(geometry, "pixelSpacingRow")),
        number(part(geometry, "pixelSpacingColumn")),
        bodyPart(series.path("bodySite")),
        instances.isInt() ? instances.intValue() : null);
  }

  private Scanner scanner(JsonNode series) {
    return items(series.path("performer"))
        .map(performer -> FhirNode.id(performer.path("actor"), "Device"))
        .filter(Objects::nonNull)
        .map(scanners::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(new Scanner(null, null));
  }

  /** As DICOM has it (BodyPartExamined), else the name or the code of the region. */
  private static @Nullable String bodyPart(JsonNode coding) {
    return extensions(coding, SOURCE_TEXT)
        .map(extension -> text(extension.path("valueString")))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(
            () -> {
              var display = text(coding.path("display"));
              return display == null ? text(coding.path("code")) : display;
            });
  }
}

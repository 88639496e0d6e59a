package ai.kaapana.clinical.server.analytics.store;

import static ai.kaapana.clinical.server.analytics.store.FhirNode.text;

import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.server.analytics.model.FactRecord;
import ai.kaapana.clinical.server.analytics.model.Moment;
import ai.kaapana.clinical.server.analytics.model.PatientRecord;
import ai.kaapana.clinical.server.analytics.model.Selection;
import ai.kaapana.clinical.server.analytics.model.StoreViewBuilder;
import ai.kaapana.clinical.server.analytics.model.TimeAxis;
import ai.kaapana.clinical.server.analytics.model.Value;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Reads Patients and what they state about themselves. */
final class PatientReader {

  static final Set<String> MEMBERS =
      Set.of("active", "identifier", "gender", "birthDate", "deceasedBoolean", "deceasedDateTime");

  private final List<String> systems;
  private final Selection selection;
  private final StoreViewBuilder view;

  /**
   * @param systems identifier systems of PatientIDs, the installation's first
   */
  PatientReader(List<String> systems, Selection selection, StoreViewBuilder view) {
    this.systems = systems;
    this.selection = selection;
    this.view = view;
  }

  void read(String id, JsonNode patient) {
    if (patient.path("active").isBoolean() && !patient.path("active").booleanValue()) {
      return;
    }
    var died = text(patient.path("deceasedDateTime"));
    var deceased = died != null || patient.path("deceasedBoolean").asBoolean(false);
    view.add(
        new PatientRecord(id, patientId(id, patient), deceased, Moment.parse(died).orElse(null)));
    var gender = text(patient.path("gender"));
    if (gender != null) {
      add(id, "patient.gender", new Value.Coded(gender, null));
    }
    var birthDate = text(patient.path("birthDate"));
    if (birthDate != null) {
      add(id, "patient.birthDate", new Value.Text(birthDate));
    }
    if (deceased || patient.has("deceasedBoolean")) {
      add(id, "patient.deceased", new Value.Text(Boolean.toString(deceased)));
    }
  }

  private void add(String id, String concept, Value value) {
    var fact = new FactRecord(id, value, null, TimeAxis.REAL);
    if (selection.concepts().test(concept)) {
      view.add(concept, fact);
    } else {
      view.note(concept, fact);
    }
  }

  /** Of several PatientIDs the one from which the resource's id was derived. */
  private String patientId(String id, JsonNode patient) {
    var first = "";
    for (var system : systems) {
      for (var value : FhirNode.identifiers(patient, system)) {
        if (!value.isBlank() && ResourceIds.patient(system, value).equals(id)) {
          return value;
        }
        first = first.isEmpty() ? value : first;
      }
    }
    return first;
  }
}

package ai.kaapana.clinical.server.analytics.store;

import static ai.kaapana.clinical.server.analytics.store.FhirNode.items;
import static ai.kaapana.clinical.server.analytics.store.FhirNode.text;

import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.server.analytics.model.FactRecord;
import ai.kaapana.clinical.server.analytics.model.Moment;
import ai.kaapana.clinical.server.analytics.model.Selection;
import ai.kaapana.clinical.server.analytics.model.StoreViewBuilder;
import ai.kaapana.clinical.server.analytics.model.SurvivalRecord;
import ai.kaapana.clinical.server.analytics.model.Value;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads clinical facts: Observations with a concept, Conditions, Procedures. */
final class FactReader {

  static final Set<String> CONDITION_MEMBERS =
      Set.of(
          "extension",
          "verificationStatus",
          "code",
          "subject",
          "onsetAge",
          "onsetDateTime",
          "recordedDate");
  static final Set<String> PROCEDURE_MEMBERS =
      Set.of("extension", "status", "code", "subject", "performedDateTime", "performedPeriod");

  private static final Set<String> NOT_LIVE =
      Set.of("entered-in-error", "cancelled", "not-done", "refuted");
  private static final String SURVIVAL = "survival.";

  private final Selection selection;
  private final StoreViewBuilder view;

  FactReader(Selection selection, StoreViewBuilder view) {
    this.selection = selection;
    this.view = view;
  }

  /** An Observation without a concept is none of ours and is read past. */
  void readObservation(JsonNode observation) {
    var patient = FhirNode.id(observation.path("subject"), "Patient");
    var concept = concept(observation.path("code"));
    if (patient == null
        || concept.isEmpty()
        || NOT_LIVE.contains(text(observation.path("status")))) {
      return;
    }
    if (concept.get().startsWith(SURVIVAL)) {
      readSurvival(patient, concept.get(), observation);
      return;
    }
    var when = effective(observation);
    value(observation).ifPresent(value -> add(patient, concept.get(), value, when, observation));
  }

  private void readSurvival(String patient, String concept, JsonNode observation) {
    var quantity = observation.path("valueQuantity");
    var time = FhirNode.number(quantity.path("value"));
    if (time == null) {
      return;
    }
    var event =
        items(observation.path("component"))
            .filter(component -> hasCode(component.path("code"), "event"))
            .flatMap(component -> items(component.path("valueCodeableConcept").path("coding")))
            .filter(coding -> CodeSystems.SURVIVAL.equals(text(coding.path("system"))))
            .map(coding -> "event".equals(text(coding.path("code"))))
            .findFirst();
    view.add(
        new SurvivalRecord(
            patient,
            concept.substring(SURVIVAL.length()),
            time,
            FhirNode.unit(quantity),
            event.orElse(null)));
  }

  private static boolean hasCode(JsonNode concept, String code) {
    return items(concept.path("coding"))
        .anyMatch(
            coding ->
                CodeSystems.SURVIVAL.equals(text(coding.path("system")))
                    && code.equals(text(coding.path("code"))));
  }

  void readCondition(String id, JsonNode condition) {
    var patient = FhirNode.id(condition.path("subject"), "Patient");
    var refuted =
        items(condition.path("verificationStatus").path("coding"))
            .anyMatch(coding -> NOT_LIVE.contains(text(coding.path("code"))));
    if (patient == null || refuted) {
      return;
    }
    var when = diagnosed(condition);
    FhirNode.coded(condition.path("code"))
        .ifPresent(value -> add(patient, "diagnosis", value, when, condition));
    FhirNode.quantity(condition.path("onsetAge"))
        .ifPresent(value -> add(patient, "diagnosis.age", value, when, condition));
    FhirNode.extensions(condition, Urls.HISTOLOGY)
        .findFirst()
        .flatMap(extension -> FhirNode.coded(extension.path("valueCodeableConcept")))
        .ifPresent(value -> add(patient, "diagnosis.morphology", value, when, condition));
  }

  void readProcedure(String id, JsonNode procedure) {
    var patient = FhirNode.id(procedure.path("subject"), "Patient");
    var concept = concept(procedure.path("code"));
    if (patient == null || concept.isEmpty() || NOT_LIVE.contains(text(procedure.path("status")))) {
      return;
    }
    var when =
        firstMoment(
            procedure.path("performedDateTime"), procedure.path("performedPeriod").path("start"));
    FhirNode.coded(procedure.path("code"))
        .ifPresent(value -> add(patient, concept.get(), value, when, procedure));
  }

  private void add(
      String patient, String concept, Value value, @Nullable Moment when, JsonNode resource) {
    var fact = new FactRecord(patient, value, when, FhirNode.axis(resource));
    if (selection.concepts().test(concept)) {
      view.add(concept, fact);
    } else {
      view.note(concept, fact);
    }
  }

  private static Optional<String> concept(JsonNode code) {
    return items(code.path("coding"))
        .filter(coding -> CodeSystems.CONCEPT.equals(text(coding.path("system"))))
        .map(coding -> text(coding.path("code")))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static Optional<Value> value(JsonNode observation) {
    if (observation.has("valueQuantity")) {
      return FhirNode.quantity(observation.path("valueQuantity"));
    }
    if (observation.has("valueCodeableConcept")) {
      return FhirNode.coded(observation.path("valueCodeableConcept"));
    }
    if (observation.has("valueInteger")) {
      var number = FhirNode.number(observation.path("valueInteger"));
      return number == null ? Optional.empty() : Optional.of(new Value.Quantity(number, null));
    }
    return Optional.ofNullable(text(FhirNode.anyValue(observation))).map(Value.Text::new);
  }

  private static @Nullable Moment effective(JsonNode observation) {
    return firstMoment(
        observation.path("effectiveDateTime"),
        observation.path("effectiveInstant"),
        observation.path("effectivePeriod").path("start"));
  }

  private static @Nullable Moment diagnosed(JsonNode condition) {
    var asserted =
        FhirNode.extensions(condition, Urls.ASSERTED_DATE)
            .findFirst()
            .map(FhirNode::anyValue)
            .orElse(condition.path("onsetDateTime"));
    return firstMoment(asserted, condition.path("onsetDateTime"), condition.path("recordedDate"));
  }

  private static @Nullable Moment firstMoment(JsonNode... texts) {
    return Stream.of(texts)
        .map(node -> Moment.parse(text(node)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }
}

package ai.kaapana.clinical.server.searchparameters;

import static java.util.Map.entry;

import ai.kaapana.clinical.server.types.ResourceTypes;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of FHIR's search parameters this server indexes and answers.
 *
 * <p>Why a selection: HAPI writes one to five rows for each value that a parameter finds. The
 * composite and component parameters give wrong answers for panels with many components and take
 * ten times the room of everything else (ADR 0007); {@code combo-*} repeats {@code code} and {@code
 * value-*}; {@code clinical-*} exist under their plain names; {@code phonetic}, series instances
 * and the like are asked for by nobody. A parameter that is added here later finds only what is
 * written after that.
 */
final class SearchParameterSelection {

  /** Of every type. */
  static final Set<String> COMMON =
      Set.of("_id", "_lastUpdated", "_profile", "_security", "_tag", "identifier");

  private static final Map<String, List<String>> BY_TYPE =
      Map.ofEntries(
          entry(
              "Patient",
              List.of("active", "birthdate", "death-date", "deceased", "family", "gender", "link")),
          entry(
              "ImagingStudy",
              List.of("endpoint", "modality", "patient", "series", "started", "status", "subject")),
          entry(
              "Observation",
              List.of(
                  "category",
                  "code",
                  "date",
                  "derived-from",
                  "device",
                  "focus",
                  "part-of",
                  "patient",
                  "status",
                  "subject",
                  "value-concept",
                  "value-date",
                  "value-quantity")),
          entry(
              "Condition",
              List.of(
                  "body-site",
                  "category",
                  "clinical-status",
                  "code",
                  "onset-age",
                  "onset-date",
                  "patient",
                  "recorded-date",
                  "subject",
                  "verification-status")),
          entry("Procedure", List.of("category", "code", "date", "patient", "status", "subject")),
          entry("BodyStructure", List.of("location", "morphology", "patient")),
          entry("Device", List.of("manufacturer", "model", "patient", "status", "type")),
          entry("Endpoint", List.of("connection-type", "name", "status")),
          entry(
              "DocumentReference",
              List.of("category", "date", "patient", "status", "subject", "type")),
          entry("Provenance", List.of("agent", "entity", "patient", "recorded", "target")),
          entry("Group", List.of("code", "member", "type")),
          entry("List", List.of("code", "date", "item", "patient", "status", "subject", "title")),
          entry("Library", List.of("date", "name", "status", "title", "url", "version")),
          entry("ConceptMap", List.of("date", "name", "status", "title", "url", "version")),
          entry("CodeSystem", List.of("name", "status", "url", "version")),
          entry("ValueSet", List.of("name", "status", "url", "version")),
          entry("Questionnaire", List.of("name", "status", "url", "version")),
          entry("DiagnosticReport", List.of("code", "date", "patient", "result", "subject")),
          entry("Encounter", List.of("date", "patient", "subject")),
          entry("ServiceRequest", List.of("code", "patient", "subject")),
          entry("Specimen", List.of("patient", "subject", "type")),
          entry(
              "MedicationAdministration", List.of("code", "effective-time", "patient", "subject")),
          entry("MedicationStatement", List.of("code", "effective", "patient", "subject")),
          entry("Medication", List.of("code")),
          entry("Organization", List.of("name")),
          entry("Practitioner", List.of("family", "name")),
          entry(
              "QuestionnaireResponse", List.of("authored", "patient", "questionnaire", "subject")),
          entry("ResearchStudy", List.of("status", "title")),
          entry("ResearchSubject", List.of("individual", "patient", "status", "study")),
          entry("RiskAssessment", List.of("date", "patient", "subject")),
          entry("Basic", List.of("code", "patient", "subject")));

  private SearchParameterSelection() {}

  static boolean isOffered(String type, String code) {
    return ResourceTypes.SERVED.contains(type)
        && (COMMON.contains(code) || BY_TYPE.getOrDefault(type, List.of()).contains(code));
  }

  /** Every pair of type and code that must be found among FHIR's own definitions. */
  static Map<String, List<String>> byType() {
    return BY_TYPE;
  }
}

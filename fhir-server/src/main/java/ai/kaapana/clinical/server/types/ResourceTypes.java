package ai.kaapana.clinical.server.types;

import java.util.Set;

/**
 * The resource types of this server.
 *
 * <p>Why so few: each type of R4 costs a data access object, search parameters and start-up time;
 * these are the ones that imaging, clinical tables and radiomics fill or refer to, and the few HAPI
 * needs for itself.
 */
public final class ResourceTypes {

  /** Types that clients read and search, and that owners write. */
  public static final Set<String> SERVED =
      Set.of(
          "Basic",
          "Binary",
          "BodyStructure",
          "CodeSystem",
          "ConceptMap",
          "Condition",
          "Device",
          "DiagnosticReport",
          "DocumentReference",
          "Encounter",
          "Endpoint",
          "Group",
          "ImagingStudy",
          "Library",
          "List",
          "Medication",
          "MedicationAdministration",
          "MedicationStatement",
          "Observation",
          "Organization",
          "Patient",
          "Practitioner",
          "Procedure",
          "Provenance",
          "Questionnaire",
          "QuestionnaireResponse",
          "ResearchStudy",
          "ResearchSubject",
          "RiskAssessment",
          "ServiceRequest",
          "Specimen",
          "ValueSet");

  /** Types that HAPI itself stores or looks for; no client reaches them. */
  static final Set<String> INTERNAL =
      Set.of(
          "Bundle",
          "CapabilityStatement",
          "NamingSystem",
          "OperationDefinition",
          "Parameters",
          "SearchParameter",
          "StructureDefinition",
          "Subscription",
          "Task");

  private ResourceTypes() {}

  static boolean isKept(String type) {
    return SERVED.contains(type) || INTERNAL.contains(type);
  }
}

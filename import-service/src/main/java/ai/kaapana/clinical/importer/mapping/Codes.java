package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.concept.Concept;
import ai.kaapana.clinical.fhir.concept.ConceptForm;
import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.importer.mapping.language.TableMapping.CodeTarget;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/** Makes CodeableConcepts; the text of the source always stays. */
final class Codes {
  private Codes() {}

  static CodeableConcept of(List<CodeTarget> targets, String text, Concept concept) {
    var result = new CodeableConcept();
    for (var target : targets) {
      var system = target.system().isEmpty() ? system(concept) : target.system();
      result.addCoding(new Coding(system, target.code(), blankToNull(target.display())));
    }
    return result.setText(blankToNull(text));
  }

  /** The system of bare codes: the concept's own, or one of ours that is named after it. */
  static String system(Concept concept) {
    if (concept.form() == ConceptForm.PATIENT_GENDER) {
      return "http://hl7.org/fhir/administrative-gender";
    }
    return concept.valueSystem() != null
        ? concept.valueSystem()
        : Clinical.codeSystem(ConceptLibrary.snakeCase(concept.name()).replace('_', '-'));
  }

  private static String blankToNull(String text) {
    return text.isBlank() ? null : text;
  }
}

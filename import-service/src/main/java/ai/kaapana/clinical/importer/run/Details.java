package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.code.CodeSystems;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;

/** Names what a resource holds, so that a preview can count it: concept, and coded or text only. */
final class Details {
  private Details() {}

  static List<String> of(Resource resource) {
    return switch (resource) {
      case Condition condition -> condition(condition);
      case Observation observation -> observation(observation);
      default -> List.of();
    };
  }

  private static List<String> condition(Condition condition) {
    List<String> details = new ArrayList<>();
    if (condition.hasOnset()) {
      details.add("Condition.onsetAge");
    }
    if (condition.getExtensionByUrl(Clinical.extension("histology")) != null) {
      details.add("Condition.histology");
    }
    return details;
  }

  private static List<String> observation(Observation observation) {
    var concept =
        observation.getCode().getCoding().stream()
            .filter(coding -> CodeSystems.CONCEPT.equals(coding.getSystem()))
            .map(coding -> coding.getCode())
            .findFirst()
            .orElse("");
    List<String> details = new ArrayList<>(List.of(concept));
    if (observation.getValue() instanceof CodeableConcept value) {
      details.add(concept + (value.hasCoding() ? " coded" : " text only"));
    }
    observation.getComponent().stream()
        .map(component -> component.getValue())
        .filter(CodeableConcept.class::isInstance)
        .flatMap(value -> ((CodeableConcept) value).getCoding().stream())
        .map(coding -> coding.getCode())
        .filter(code -> code.equals("event") || code.equals("censored"))
        .forEach(code -> details.add(concept + " " + code));
    return details;
  }
}

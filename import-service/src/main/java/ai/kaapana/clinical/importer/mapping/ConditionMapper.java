package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.importer.mapping.language.TableMapping.DiagnosisRule;
import java.util.Optional;
import org.hl7.fhir.r4.model.Age;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;

/**
 * Maps the facts about a diagnosis to one Condition.
 *
 * <p>Target: FHIR R4 Condition; what is not in the table stays absent, clinicalStatus too.
 */
final class ConditionMapper {
  static final Fact.Key KEY = new Fact.Key("diagnosis", RowReader.SINGLE);
  private static final String HISTOLOGY = Clinical.extension("histology");
  private static final String VERIFICATION =
      "http://terminology.hl7.org/CodeSystem/condition-ver-status";

  private ConditionMapper() {}

  static Optional<Condition> map(
      Subject subject, Optional<DiagnosisRule> constant, FactTable table) {
    var code = fact(table, "diagnosis");
    var age = fact(table, "diagnosis.age");
    var histology = fact(table, "diagnosis.morphology");
    if (constant.isEmpty() && code.isEmpty() && age.isEmpty() && histology.isEmpty()) {
      return Optional.empty();
    }
    var condition = new Condition();
    condition.setId(ResourceIds.of(IdSpace.CONDITION_FACT, subject.parts(KEY)));
    subject.tag(condition);
    condition.addIdentifier(ResourceIds.identifier(IdSpace.CONDITION_FACT, subject.parts(KEY)));
    condition.getVerificationStatus().addCoding().setSystem(VERIFICATION).setCode("confirmed");
    constant.ifPresent(rule -> setConstants(condition, rule));
    code.ifPresent(fact -> setCode(condition, fact));
    condition.setSubject(subject.reference());
    age.ifPresent(fact -> setAge(condition, fact));
    histology.ifPresent(fact -> setHistology(condition, fact));
    return Optional.of(condition);
  }

  private static Optional<Fact> fact(FactTable table, String concept) {
    return Optional.ofNullable(table.facts().get(new Fact.Key(concept, RowReader.SINGLE)));
  }

  private static void setConstants(Condition condition, DiagnosisRule rule) {
    var concept = ObservationMapper.DIAGNOSIS;
    condition.setCode(Codes.of(rule.codes(), rule.text(), concept));
    if (!rule.siteCodes().isEmpty() || !rule.siteText().isEmpty()) {
      condition.addBodySite(Codes.of(rule.siteCodes(), rule.siteText(), concept));
    }
  }

  private static void setCode(Condition condition, Fact fact) {
    if (fact.value() instanceof FactValue.Code code) {
      condition.setCode(Codes.of(code.targets(), code.text(), fact.concept()));
    }
  }

  private static void setAge(Condition condition, Fact fact) {
    if (fact.value() instanceof FactValue.Number number) {
      var age = new Age();
      age.setValue(number.value());
      age.setUnit(number.unit()).setSystem(CodeSystems.UCUM).setCode(number.unit());
      if (!number.comparator().isEmpty()) {
        age.setComparator(QuantityComparator.fromCode(number.comparator()));
      }
      condition.setOnset(age);
    }
  }

  private static void setHistology(Condition condition, Fact fact) {
    if (fact.value() instanceof FactValue.Code code) {
      condition.addExtension(HISTOLOGY, Codes.of(code.targets(), code.text(), fact.concept()));
    }
  }
}

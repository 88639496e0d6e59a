package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.fhir.code.Ucum;
import ai.kaapana.clinical.fhir.concept.Concept;
import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.fhir.time.PartialDate;
import java.math.BigDecimal;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/**
 * Maps a fact to an Observation.
 *
 * <p>Target: FHIR R4 Observation. A survival is one Observation: the time as value, event, endpoint
 * and origin as components.
 */
final class ObservationMapper {
  private static final String STAGING = "tnm.";
  private static final String TNM_EDITION = Clinical.codeSystem("tnm-edition");
  static final Concept DIAGNOSIS = ConceptLibrary.load().find("diagnosis").orElseThrow();

  private ObservationMapper() {}

  static Observation map(
      Subject subject, Fact fact, Optional<Reference> diagnosis, Optional<String> edition) {
    var concept = fact.concept();
    var observation = new Observation();
    observation.setId(id(subject, fact.key()));
    subject.tag(observation);
    observation.addIdentifier(
        ResourceIds.identifier(IdSpace.OBSERVATION_FACT, subject.parts(fact.key())));
    observation.setStatus(ObservationStatus.FINAL);
    if (concept.category() != null) {
      observation
          .addCategory()
          .addCoding(new Coding(CodeSystems.OBSERVATION_CATEGORY, concept.category(), null));
    }
    observation.setCode(concept.toCode(fact.rule().basis()));
    observation.setSubject(subject.reference());
    if (concept.aboutDiagnosis()) {
      diagnosis.ifPresent(observation::addFocus);
    }
    fact.date().map(PartialDate::toDateTime).ifPresent(observation::setEffective);
    if (fact.value() instanceof FactValue.Survival survival) {
      setSurvival(observation, survival, concept);
    } else {
      observation.setValue(value(fact));
    }
    edition
        .filter(e -> concept.name().startsWith(STAGING))
        .ifPresent(e -> observation.setMethod(method(e)));
    return observation;
  }

  // A category means nothing without the edition that defines it; FHIR and mCODE keep it as method.
  private static CodeableConcept method(String edition) {
    var display = "TNM classification, " + edition + "th edition";
    return new CodeableConcept()
        .addCoding(new Coding(TNM_EDITION, edition, display))
        .setText(display);
  }

  static String id(Subject subject, Fact.Key key) {
    return ResourceIds.of(IdSpace.OBSERVATION_FACT, subject.parts(key));
  }

  private static Type value(Fact fact) {
    return switch (fact.value()) {
      case FactValue.Number number -> quantity(number);
      case FactValue.Code code -> Codes.of(code.targets(), code.text(), fact.concept());
      case FactValue.Text text -> new StringType(text.text());
      case FactValue.Day day -> day.date().toDateTime();
      case FactValue.Truth truth -> new BooleanType(truth.value());
      case FactValue.Survival survival -> Ucum.quantity(survival.days(), Ucum.DAY);
    };
  }

  private static Quantity quantity(FactValue.Number number) {
    var unit = number.unit().isEmpty() ? Ucum.ONE : number.unit();
    var quantity = Ucum.quantity(number.value(), unit);
    if (!number.comparator().isEmpty()) {
      quantity.setComparator(QuantityComparator.fromCode(number.comparator()));
    }
    return quantity;
  }

  private static void setSurvival(
      Observation observation, FactValue.Survival survival, Concept concept) {
    BigDecimal days = survival.days();
    observation.setValue(Ucum.quantity(days, Ucum.DAY));
    component(observation, "event")
        .addCoding(survivalCode(survival.event() ? "event" : "censored"))
        .setText(survival.text());
    component(observation, "endpoint")
        .addCoding(survivalCode(concept.name().substring("survival.".length())));
    if (!survival.origin().isBlank()) {
      component(observation, "origin").setText(survival.origin());
    }
  }

  private static CodeableConcept component(Observation observation, String code) {
    var component = observation.addComponent();
    component.getCode().addCoding(survivalCode(code));
    var value = new CodeableConcept();
    component.setValue(value);
    return value;
  }

  private static Coding survivalCode(String code) {
    return new Coding(CodeSystems.SURVIVAL, code, null);
  }
}

package ai.kaapana.clinical.importer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.issue.Severity;
import ai.kaapana.clinical.fhir.patient.PatientElement;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import org.hl7.fhir.r4.model.Observation;

/** The exact counts of the lung table, of the public one and of the generated one alike. */
final class LungCounts {
  private LungCounts() {}

  static void assertExact(TableRun run) {
    assertThat(run.patients()).hasSize(422);
    assertThat(run.conditions()).hasSize(422);
    assertThat(run.conditions().stream().filter(c -> c.hasOnsetAge())).hasSize(400);
    assertThat(
            run.conditions().stream()
                .filter(c -> c.getExtensionByUrl(Clinical.extension("histology")) != null))
        .hasSize(380);
    assertCodes(run, "tnm.T", 421, 419);
    assertCodes(run, "tnm.N", 422, 419);
    assertCodes(run, "tnm.M", 422, 418);
    assertCodes(run, "tnm.group", 421, 421);
    assertSurvival(run);
    assertFindings(run);
  }

  private static void assertCodes(TableRun run, String concept, int total, int coded) {
    var observations = run.observations(concept);
    assertThat(observations).as(concept).hasSize(total);
    assertThat(observations.stream().filter(o -> o.getValueCodeableConcept().hasCoding()))
        .as(concept + " with a code")
        .hasSize(coded);
    assertThat(observations.stream().filter(o -> o.getValueCodeableConcept().hasText()))
        .as(concept + " with its source text")
        .hasSize(total);
  }

  private static void assertSurvival(TableRun run) {
    assertThat(run.observations("survival.overall")).hasSize(422);
    assertThat(run.observations("survival.overall").stream().filter(o -> event(o, "event")))
        .hasSize(244);
    assertThat(run.observations("survival.overall").stream().filter(o -> event(o, "censored")))
        .hasSize(178);
    var deceased =
        run.patients().values().stream()
            .map(patient -> patient.statement().stated().get(PatientElement.DECEASED))
            .filter(value -> value != null)
            .map(value -> value.primitiveValue())
            .toList();
    assertThat(deceased).hasSize(244).containsOnly("true");
  }

  private static boolean event(Observation observation, String code) {
    return observation.getComponent().stream()
        .filter(component -> component.getCode().getCodingFirstRep().getCode().equals("event"))
        .anyMatch(
            component ->
                component.getValueCodeableConcept().getCodingFirstRep().getCode().equals(code));
  }

  private static void assertFindings(TableRun run) {
    assertThat(run.findings(ImportIssue.VALUE_MISSING, "age")).hasSize(22);
    assertThat(run.findings(ImportIssue.VALUE_MISSING, "Histology")).hasSize(42);
    assertThat(run.findings(ImportIssue.VALUE_MISSING, "clinical.T.Stage")).hasSize(1);
    assertThat(run.findings(ImportIssue.VALUE_MISSING, "Overall.Stage")).hasSize(1);
    assertThat(run.findings(ImportIssue.CODE_UNMAPPED, "")).hasSize(9);
    assertThat(run.findings()).hasSize(22 + 42 + 1 + 1 + 9);
    assertThat(run.findings().stream().filter(f -> f.issue().severity() == Severity.ERROR))
        .isEmpty();
    assertThat(run.unreadable()).isZero();
  }
}

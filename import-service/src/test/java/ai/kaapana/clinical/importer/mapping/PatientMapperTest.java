package ai.kaapana.clinical.importer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.bundle.Canonical;
import ai.kaapana.clinical.fhir.patient.PatientElement;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.testing.Approval;
import ai.kaapana.clinical.testing.FhirValidation;
import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

class PatientMapperTest {
  private static final String MAPPING =
      """
      apiVersion: clinical-import/v1
      kind: TableMapping
      metadata: { name: all, version: 1.0.0, dataset: all }
      source: { missing: ["", "NA"], grain: { row: visit, date: visit, dateFormat: dd.MM.yyyy } }
      subject: { column: id }
      condition: { code: { icd10: C34.9, text: Lung cancer }, bodySite: { icdo3t: C34.9, text: Lung } }
      columns:
        age: { as: diagnosis.age, unit: a }
        sex: { as: patient.gender, codes: { m: male, f: female } }
        born: { as: patient.birthDate, type: date, partial: true }
        hist: { as: diagnosis.morphology, codes: { adeno: { icdo3m: 8140/3, display: Adenocarcinoma } } }
        t: { as: tnm.T, basis: clinical, codes: { "1": cT1 } }
        pt: { as: tnm.N, basis: pathologic, codes: { "0": pN0 } }
        stage: { as: tnm.group, basis: clinical, codes: { I: I } }
        grade: { as: grade, codes: { "2": G2 } }
        ecog: { as: performance.ecog, range: [0, 5] }
        kps: { as: performance.karnofsky }
        smoke: { as: smoking.status, codes: { ex: former } }
        py: { as: smoking.packYears }
        kg: { as: body.weight, unit: g }
        cm: { as: body.height, unit: m }
        alive: { as: vital.status, codes: { "no": dead, "yes": alive } }
        hb: { as: "lab:718-7", unit: g/dL, comparators: true }
        note: { as: observation.local, name: note }
        dose: { as: observation.local, name: dose, unit: Gy }
        os: { as: survival.time, endpoint: overall, unit: mo, origin: diagnosis }
        dead: { as: survival.event, endpoint: overall, codes: { "1": event, "0": censored }, event: death }
      """;
  private static final String HEADER =
      "id,visit,age,sex,born,hist,t,pt,stage,grade,ecog,kps,smoke,py,kg,cm,alive,hb,note,dose,os,dead\n";
  private static final String ROW =
      "P1,01.02.2020,61.50,m,1958-07,adeno,1,0,I,2,1,80,ex,20,81500,1.79,,<13.0,\"free,"
          + " text\",60.0,10,1\n";

  private static TableRun run(String rows) {
    return TableRun.ofCsv(MAPPING, HEADER + rows);
  }

  @Test
  void everyConceptBecomesWhatWasApproved() {
    var json = FhirContext.forR4Cached().newJsonParser();
    for (Resource resource : run(ROW).resources()) {
      var name = name(resource);
      Approval.json("mapping/" + name + ".json", json.encodeResourceToString(resource));
      FhirValidation.assertValid(resource);
    }
  }

  private static String name(Resource resource) {
    var code =
        resource instanceof org.hl7.fhir.r4.model.Observation observation
            ? observation.getCode().getCodingFirstRep().getCode()
            : "diagnosis";
    return code.replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT);
  }

  @Test
  void statesSexBirthAndDeathOfThePatient() {
    var stated = run(ROW).patients().get("P1").statement();
    assertThat(stated.source()).isEqualTo("dataset:all");
    assertThat(stated.stated().get(PatientElement.GENDER).primitiveValue()).isEqualTo("male");
    assertThat(stated.stated().get(PatientElement.BIRTH_DATE).primitiveValue())
        .isEqualTo("1958-07");
    assertThat(stated.stated().get(PatientElement.DECEASED).primitiveValue()).isEqualTo("true");
  }

  @Test
  void convertsMonthsToDays() {
    assertThat(
            run(ROW)
                .observations("survival.overall")
                .getFirst()
                .getValueQuantity()
                .getValue()
                .toPlainString())
        .isEqualTo("304.375");
  }

  @Test
  void repeatedRowsCountOnceAndContradictingOnesAreBothLeftOut() {
    var same = run(ROW + ROW);
    assertThat(same.findings(ImportIssue.KEY_DUPLICATE_ROW, "")).hasSize(1);
    assertThat(same.resources()).hasSameSizeAs(run(ROW).resources());
    var other = ROW.replace("61.50", "62.50");
    var conflict = run(ROW + other);
    assertThat(conflict.findings(ImportIssue.KEY_DUPLICATE, "age")).hasSize(2);
    assertThat(conflict.conditions().getFirst().hasOnset()).isFalse();
    assertThat(contents(run(other + ROW))).isEqualTo(contents(conflict));
  }

  @Test
  void visitsAreToldApartByTheirDate() {
    var second = ROW.replace("01.02.2020", "1.3.2020").replace("<13.0", "11.2");
    assertThat(run(ROW + second).observations("lab:718-7")).hasSize(2);
    assertThat(run(ROW + second).observations("tnm.T")).hasSize(1);
  }

  @Test
  void deathAndLifeContradictEachOther() {
    var run = run(ROW.replace("1.79,,", "1.79,yes,"));
    assertThat(run.findings(ImportIssue.CONTRADICTION, "")).isEmpty();
    var single =
        TableRun.ofCsv(
            MAPPING.replace(", grain: { row: visit, date: visit, dateFormat: dd.MM.yyyy }", ""),
            HEADER + ROW.replace("1.79,,", "1.79,yes,"));
    assertThat(single.findings(ImportIssue.CONTRADICTION, "")).hasSize(2);
    assertThat(single.patients().get("P1").statement().stated())
        .doesNotContainKey(PatientElement.DECEASED);
  }

  @Test
  void rejectsWhatIsNoValueAndNamesIt() {
    var row =
        ROW.replace("01.02.2020", "31.02.2020")
            + ROW.replace("61.50", "190").replace("P1", "P2")
            + ROW.replace(",1,80,", ",7,NaN,").replace("P1", "P3")
            + ROW.replace("<13.0", "\"1,5\"").replace("P1", "P4")
            + ROW.replace(",10,1\n", ",-3,1\n").replace("P1", "P5")
            + ROW.replace("1958-07", "2031-01-01").replace("P1", "P6")
            + ROW.replace("P1", " \u200B ")
            + ROW.replace("P1", "1.23457E+11");
    var run = run(row);
    assertThat(run.findings(ImportIssue.VALUE_DATE, "visit")).hasSize(1);
    assertThat(run.findings(ImportIssue.VALUE_RANGE, "age")).hasSize(1);
    assertThat(run.findings(ImportIssue.VALUE_RANGE, "ecog")).hasSize(1);
    assertThat(run.findings(ImportIssue.VALUE_TYPE, "kps")).hasSize(1);
    assertThat(run.findings(ImportIssue.NUMBER_FORM, "hb")).hasSize(1);
    assertThat(run.findings(ImportIssue.NEGATIVE_TIME, "os")).hasSize(1);
    assertThat(run.findings(ImportIssue.FUTURE, "born")).hasSize(1);
    assertThat(run.findings(ImportIssue.KEY_MISSING, "id")).hasSize(1);
    assertThat(run.findings(ImportIssue.KEY_PRECISION, "id")).hasSize(1);
    assertThat(run.patients().get("P1").nothing()).isTrue();
  }

  @Test
  void idsKeepLeadingZeros() {
    var run = run(ROW.replace("P1", "007") + ROW.replace("P1", "7"));
    assertThat(run.patients()).containsOnlyKeys("007", "7");
  }

  @Test
  void datesThatAreNotOfTheCalendarSayOnWhichAxisTheyAre() {
    var url = "https://kaapana.ai/fhir/clinical/StructureDefinition/time-axis";
    assertThat(run(ROW).conditions().getFirst().getExtensionByUrl(url)).isNull();
    for (var axis : Map.of("shifted", "shifted", "days", "event").entrySet()) {
      var mapping = MAPPING.replace("source: {", "source: { timeAxis: " + axis.getKey() + ",");
      var run = TableRun.ofCsv(mapping, HEADER + ROW);
      assertThat(run.resources())
          .allSatisfy(
              resource ->
                  assertThat(
                          ((DomainResource) resource)
                              .getExtensionByUrl(url)
                              .getValue()
                              .primitiveValue())
                      .isEqualTo(axis.getValue()));
      assertThat(ids(run)).isEqualTo(ids(run(ROW)));
      run.resources().forEach(FhirValidation::assertValid);
    }
  }

  @Test
  void stagesNameTheEditionOfTheirClassificationIfItIsKnown() {
    assertThat(run(ROW).observations("tnm.T").getFirst().hasMethod()).isFalse();
    var run = TableRun.ofCsv(MAPPING + "tnm: { edition: \"8\" }\n", HEADER + ROW);
    for (var concept : List.of("tnm.T", "tnm.N", "tnm.group")) {
      var stage = run.observations(concept).getFirst();
      assertThat(stage.getMethod().getCodingFirstRep().getCode()).isEqualTo("8");
      FhirValidation.assertValid(stage);
    }
    assertThat(run.observations("grade").getFirst().hasMethod()).isFalse();
    var unknown = TableRun.ofCsv(MAPPING + "tnm: { edition: unknown }\n", HEADER + ROW);
    assertThat(unknown.observations("tnm.T").getFirst().hasMethod()).isFalse();
  }

  private static List<String> ids(TableRun run) {
    return run.resources().stream().map(Resource::getId).toList();
  }

  private static List<String> contents(TableRun run) {
    return run.resources().stream().map(Canonical::of).toList();
  }
}

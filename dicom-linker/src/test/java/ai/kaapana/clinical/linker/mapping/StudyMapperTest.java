package ai.kaapana.clinical.linker.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.issue.Issue;
import ai.kaapana.clinical.fhir.patient.PatientMerge;
import ai.kaapana.clinical.linker.config.TerminologyFiles;
import ai.kaapana.clinical.linker.issue.LinkerIssue;
import ai.kaapana.clinical.linker.model.Findings;
import ai.kaapana.clinical.linker.model.Links;
import ai.kaapana.clinical.linker.model.Study;
import ai.kaapana.clinical.linker.model.StudyFixture;
import ai.kaapana.clinical.linker.model.StudyPatient;
import ai.kaapana.clinical.testing.Approval;
import ai.kaapana.clinical.testing.FhirValidation;
import ca.uhn.fhir.context.FhirContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyMapperTest {

  private static final String SYSTEM = "https://kaapana.ai/fhir/clinical/sid/patient-id";
  private static final Terminology TERMINOLOGY = TerminologyFiles.load();

  private final Findings findings = new Findings(null);

  private static MappingRules rules(MappingRules.InstanceDetail detail, int cap) {
    return new MappingRules(
        "main",
        URI.create("https://kaapana.example/dicom-web-filter"),
        SYSTEM,
        Map.of(),
        Optional.of(ZoneId.of("Europe/Berlin")),
        Optional.empty(),
        detail,
        cap,
        Optional.of("https://hospital.example/study-id"));
  }

  private StudyMapper.Result map(Study study, MappingRules rules) {
    return new StudyMapper(rules, TERMINOLOGY)
        .map(
            study,
            Links.of(study, Links.Known.NONE),
            SYSTEM,
            study.patient().patientId().orElse("none"),
            findings);
  }

  private ImagingStudy imagingStudy(String fixture, MappingRules.InstanceDetail detail, int cap) {
    var study = StudyFixture.study(fixture, findings);
    return (ImagingStudy) map(study, rules(detail, cap)).own().get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ct-with-segments", "odd-values", "structures-and-reports"})
  void mapsAsApproved(String fixture) {
    var study = StudyFixture.study(fixture, findings);
    var result = map(study, rules(MappingRules.InstanceDetail.DERIVED_ONLY, 2_000));
    check(fixture, "shared", result.shared());
    check(fixture, "own", result.own());
    var statement =
        PatientMapper.map(
            SYSTEM, study.patient().patientId().orElse("none"), List.of(StudyPatient.of(study)));
    check(fixture, "patient", List.of(PatientMerge.merge(null, statement)));
    var codes = findings.all().stream().map(issue -> issue.code().code()).sorted().distinct();
    Approval.text(fixture + "/findings.txt", codes.collect(Collectors.joining("\n", "", "\n")));
  }

  private static void check(String fixture, String part, List<? extends Resource> resources) {
    for (int i = 0; i < resources.size(); i++) {
      var json = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resources.get(i));
      Approval.json(fixture + "/" + part + "-" + i + ".json", json);
    }
  }

  @Test
  void statesWhatTheValidatorAccepts() {
    FhirValidation.assertAllValid(Path.of("src", "test", "resources", "approved"));
  }

  @Test
  void listsNoInstancesWhereNoneAreWanted() {
    var mapped = imagingStudy("ct-with-segments", MappingRules.InstanceDetail.NONE, 100);
    assertThat(mapped.getSeries()).allMatch(series -> series.getInstance().isEmpty());
    assertThat(mapped.getNumberOfInstances()).isEqualTo(3);
  }

  @Test
  void listsAllInstancesUpToTheCap() {
    var mapped = imagingStudy("ct-with-segments", MappingRules.InstanceDetail.ALL, 3);
    assertThat(mapped.getSeries().stream().mapToInt(s -> s.getInstance().size()).sum())
        .isEqualTo(3);
  }

  @Test
  void listsDerivedInstancesAboveTheCapAndSaysSo() {
    var mapped = imagingStudy("ct-with-segments", MappingRules.InstanceDetail.ALL, 2);
    assertThat(mapped.getSeries().stream().mapToInt(s -> s.getInstance().size()).sum())
        .isEqualTo(1);
    assertThat(
            mapped.getExtensionByUrl(
                "https://kaapana.ai/fhir/clinical/StructureDefinition/instance-detail"))
        .isNotNull();
    assertThat(findings.all()).extracting(Issue::code).contains(LinkerIssue.INSTANCES_CAPPED);
  }

  @Test
  void knowsEveryBodySiteOfTheStandardAndNoOther() {
    assertThat(TERMINOLOGY.bodySites()).hasSize(317);
    assertThat(TERMINOLOGY.bodySite("headneck").getCode()).isEqualTo("774007");
    assertThat(TERMINOLOGY.bodySite("WHOLE BODY").getCode()).isEqualTo("38266002");
    assertThat(TERMINOLOGY.bodySite("Oberbauch").hasCode()).isFalse();
    assertThat(TERMINOLOGY.bodySite("Oberbauch").getDisplay()).isEqualTo("Oberbauch");
  }
}

package ai.kaapana.clinical.importer.mapping.language;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.importer.mapping.TableRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappingReaderTest {
  private static final String HEAD =
      """
      apiVersion: clinical-import/v1
      kind: TableMapping
      metadata: { name: t, version: 1.0.0, dataset: T }
      source: { missing: [""] }
      subject: { column: id }
      columns:
      """;

  private static List<String> problems(String document) {
    return switch (new MappingReader(ConceptLibrary.load()).read(document)) {
      case ParsedMapping.Valid valid -> List.of();
      case ParsedMapping.Invalid(var problems) ->
          problems.stream().map(MappingProblem::toString).toList();
    };
  }

  @Test
  void namesLineAndNearestKey() {
    assertThat(problems(HEAD + "  age: { as: diagnosis.age, unti: a, unit: a }\n"))
        .containsExactly("line 7, columns.age.unti: unknown key unti; did you mean unit?");
  }

  @Test
  void namesNearestConcept() {
    assertThat(problems(HEAD + "  t: { as: tnm.t, basis: clinical }\n").getFirst())
        .contains("unknown concept tnm.t")
        .contains("did you mean tnm.T?");
  }

  @Test
  void asksForUnitBasisAndPair() {
    assertThat(problems(HEAD + "  hb: { as: \"lab:718-7\" }\n").getFirst())
        .contains("columns.hb.unit: is missing");
    assertThat(problems(HEAD + "  t: { as: tnm.T }\n").getFirst())
        .contains("columns.t.basis: is missing");
    assertThat(
            problems(HEAD + "  s: { as: survival.time, endpoint: overall, unit: d }\n").getFirst())
        .contains("no survival.event column");
  }

  @Test
  void refusesUnitsOfAnotherDimensionAndUnknownOnes() {
    assertThat(problems(HEAD + "  w: { as: body.weight, unit: cm }\n").getFirst())
        .contains("does not convert to kg");
    assertThat(problems(HEAD + "  h: { as: \"lab:718-7\", unit: \"mg%\" }\n").getFirst())
        .contains("not a UCUM code");
  }

  @Test
  void refusesCodesThatAreNone() {
    assertThat(
            problems(HEAD + "  h: { as: diagnosis.morphology, codes: { x: { icdo3m: \"80\" } } }\n")
                .getFirst())
        .contains("not a code of this system");
    assertThat(problems(HEAD + "  s: { as: patient.gender, codes: { m: man } }\n").getFirst())
        .contains("man is not one of female, male, other, unknown");
  }

  @Test
  void refusesOneConceptTwiceAndWrongCheckDigits() {
    assertThat(
            problems(HEAD + "  a: { as: diagnosis.age, unit: a }\n" + "  b: { as: age, unit: a }\n")
                .getFirst())
        .contains("the column a is the same concept already");
    assertThat(problems(HEAD + "  h: { as: \"lab:718-8\", unit: g/dL }\n").getFirst())
        .contains("unknown concept lab:718-8");
  }

  @Test
  void refusesWhatIsNoYamlAndAliases() {
    assertThat(problems("a: [1").getFirst()).contains("not YAML");
    assertThat(problems("").getFirst()).contains("empty");
    assertThat(problems("a: 1\na: 2\n")).anyMatch(p -> p.contains("given twice"));
  }

  @Test
  void readsVisitGrainAndSubjectRules() {
    var mapping =
        TableRun.mapping(
            """
            apiVersion: clinical-import/v1
            kind: TableMapping
            metadata: { name: lab, version: 2.1.0, dataset: D }
            source:
              grain: { row: visit, date: Datum, dateFormat: dd.MM.yyyy }
              decimal: ","
            subject: { column: id, key: AccessionNumber, rule: [trim, {prefix: HN_}, {padLeft: 7}] }
            columns:
              hb: { as: "lab:718-7", unit: g/dL }
            """);
    assertThat(mapping.subject().key()).isEqualTo(SubjectRule.SubjectKey.ACCESSION_NUMBER);
    assertThat(mapping.subject().steps())
        .containsExactly(new IdStep.Trim(), new IdStep.Prefix("HN_"), new IdStep.PadLeft(7, '0'));
    assertThat(mapping.columns().get("hb").numbers().decimal()).isEqualTo(',');
  }
}

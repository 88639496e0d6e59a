package ai.kaapana.clinical.fhir.concept;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.code.CodeSystems;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConceptLibraryTest {

  private final ConceptLibrary library = ConceptLibrary.load();

  @ParameterizedTest
  @CsvSource({
    "age, diagnosis.age, age",
    "sex, patient.gender, sex",
    "histology, diagnosis.morphology, histology",
    "tnm.T, tnm.T, tnm_t",
    "stage, tnm.group, tnm_group",
    "lab:718-7, lab:718-7, lab_718_7",
    "survival.progression-free, survival.progression-free, progression_free",
    "local:Smoking.History, local:Smoking.History, smoking_history"
  })
  void findsConceptsByNameAliasAndFamily(String asked, String name, String column) {
    var concept = library.find(asked).orElseThrow();
    assertThat(concept.name()).isEqualTo(name);
    assertThat(concept.column()).isEqualTo(column);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tnm.X", "lab:718-8", "lab:", "survival.", "", "local:"})
  void knowsNothingElse(String asked) {
    assertThat(library.find(asked)).isEmpty();
  }

  @Test
  void everyLoincCodeHasARightCheckDigit() {
    assertThat(library.concepts())
        .flatExtracting(concept -> concept.allCodings().toList())
        .filteredOn(code -> code.system().equals(CodeSystems.LOINC))
        .isNotEmpty()
        .allSatisfy(code -> assertThat(Loinc.isValid(code.code())).as(code.code()).isTrue());
  }

  @Test
  void columnsAreUnique() {
    assertThat(library.concepts()).extracting(Concept::column).doesNotHaveDuplicates();
  }

  @Test
  void theBasisDecidesTheLoincCode() {
    var concept = library.find("tnm.T").orElseThrow();
    assertThat(concept.toCode(Optional.of("clinical")).getCoding())
        .extracting(coding -> coding.getCode())
        .containsExactly("tnm.T", "21905-5");
    assertThat(concept.toCode(Optional.of("pathologic")).getCoding())
        .extracting(coding -> coding.getCode())
        .containsExactly("tnm.T", "21899-0");
  }
}

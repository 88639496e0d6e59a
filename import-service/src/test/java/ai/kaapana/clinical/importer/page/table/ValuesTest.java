package ai.kaapana.clinical.importer.page.table;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.importer.page.table.Places.Place;
import ai.kaapana.clinical.importer.run.SourceRows;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which resource, and which cell of a file, a value of the table comes from. */
class ValuesTest {
  private static final JsonNode HAEMOGLOBIN =
      json(
          """
          {"resourceType": "Observation",
           "code": {"coding": [{"system": "https://x/CodeSystem/concept", "code": "lab:718-7"}]},
           "valueQuantity": {"value": 9.9, "unit": "g/dL"}}
          """);
  private static final JsonNode PANEL =
      json(
          """
          {"resourceType": "Observation",
           "extension": [
             {"url": "https://x/imaging-target", "extension": [
               {"url": "seriesUid", "valueId": "1.2"}, {"url": "segmentNumber", "valueInteger": 1},
               {"url": "roiLabel", "valueString": "Tumour"}]},
             {"url": "https://x/configuration", "extension": [
               {"url": "hash", "valueString": "b48ce19c"}, {"url": "name", "valueString": "bin25"}]}],
           "code": {"coding": [{"system": "http://dicom", "code": "125007"}]},
           "component": [
             {"code": {"coding": [{"code": "a_Mean"}]}, "valueQuantity": {"value": 5, "unit": "1"}},
             {"code": {"coding": [{"code": "a_Max"}]}, "valueQuantity": {"value": 7, "unit": "1"}}]}
          """);

  @Test
  void aCellLeadsToTheFactOfItsConcept() {
    assertThat(Values.concerns(HAEMOGLOBIN, cell("lab:718-7", "", ""))).isTrue();
    assertThat(Values.concerns(HAEMOGLOBIN, cell("lab:2160-0", "", ""))).isFalse();
    assertThat(Values.concerns(json("{\"resourceType\": \"Patient\"}"), cell("patient.gender")))
        .isTrue();
    assertThat(Values.concerns(json("{\"resourceType\": \"Condition\"}"), cell("diagnosis.age")))
        .isTrue();
  }

  @Test
  void aFeatureLeadsToThePanelOfItsSeriesSegmentAndConfiguration() {
    assertThat(Values.concerns(PANEL, cell("a_Mean", "1.2", "1"))).isTrue();
    assertThat(Values.concerns(PANEL, cell("a_Mean", "", ""))).isTrue();
    assertThat(Values.concerns(PANEL, cell("a_Mean", "1.3", "1"))).isFalse();
    assertThat(Values.concerns(PANEL, cell("a_Mean", "1.2", "2"))).isFalse();
    assertThat(Values.concerns(PANEL, cell("a_Min", "1.2", "1"))).isFalse();
    assertThat(Values.madeWith(PANEL, "b48ce19c")).isTrue();
    assertThat(Values.madeWith(PANEL, "08a120a7")).isFalse();
  }

  @Test
  void aValueIsComparedAsANumberAndInItsOwnFeatureAlone() {
    assertThat(Values.says(PANEL, "a_Mean", "5.0")).isTrue();
    assertThat(Values.says(PANEL, "a_Mean", "7")).isFalse();
    assertThat(Values.says(HAEMOGLOBIN, "lab:718-7", "9.9")).isTrue();
    assertThat(Values.says(HAEMOGLOBIN, "lab:718-7", "10")).isFalse();
  }

  @Test
  void aPanelIsNamedByItsConfigurationAndItsRegion() {
    assertThat(Values.name(PANEL)).isEqualTo("bin25, Tumour");
    assertThat(Values.text(PANEL)).isEqualTo("2 features");
  }

  @Test
  void aFactLeadsToTheRowThatSaysIt() {
    assertThat(Places.of(HAEMOGLOBIN, rows("15,3", "9,9")))
        .containsExactly(new Place(3, "Hb", "9,9"));
  }

  @Test
  void rowsAreAllNamedWhereNoneSaysExactlyTheValue() {
    assertThat(Places.of(HAEMOGLOBIN, rows("6.1 mmol/l", "6.2 mmol/l"))).hasSize(2);
  }

  private static SourceRows rows(String first, String second) {
    return new SourceRows(
        Map.of("lab:718-7", List.of("Hb"), "lab:2160-0", List.of("Kreatinin")),
        List.of(
            new SourceRows.Row(2, Map.of("Hb", first, "Kreatinin", "9,9")),
            new SourceRows.Row(3, Map.of("Hb", second)),
            new SourceRows.Row(4, Map.of())));
  }

  private static Pointer cell(String code) {
    return cell(code, "", "");
  }

  private static Pointer cell(String code, String series, String segment) {
    return new Pointer("p1", "column", code, "", series, "", segment, "");
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

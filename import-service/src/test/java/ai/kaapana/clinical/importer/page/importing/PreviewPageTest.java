package ai.kaapana.clinical.importer.page.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreviewPageTest {
  private static final Map<String, List<String>> COLUMNS =
      Map.of("tnm.T", List.of("clinical_T"), "diagnosis.age", List.of("age"));

  @Test
  void saysHowManyRowsMatchImaging() throws Exception {
    var page = page(coverage(true, 422, 422, 0, true));
    assertThat(page.headline()).isEqualTo("422 of 422 rows match imaging");
    assertThat(page.tone()).isEqualTo("good");
  }

  @Test
  void warnsWhereFewRowsMatch() throws Exception {
    var page = page(coverage(true, 422, 0, 39, false));
    assertThat(page.headline())
        .isEqualTo("0 of 422 rows match imaging; 39 patients with imaging have no row");
    assertThat(page.tone()).isEqualTo("warning");
  }

  @Test
  void saysNothingOfMatchesWhileThereIsNoImaging() throws Exception {
    assertThat(page(coverage(false, 422, 0, 0, true)).headline()).startsWith("No imaging yet");
  }

  @Test
  void namesTheFirstRowsAndHowManyMoreThereAre() throws Exception {
    var page =
        page(
            """
            {"issues": [{"severity": "WARNING", "code": "value/range", "count": 5, "rows": [17, 2]},
                        {"severity": "NOTE", "code": "x", "count": 1, "rows": [0]}]}
            """);
    assertThat(page.issues())
        .extracting(PreviewPage.Issue::rows)
        .containsExactly("2, 17 and 3 more", "");
  }

  @Test
  void addsColumnsAndFormsOfAConceptToItsLine() throws Exception {
    var page =
        page("{\"details\": {\"tnm.T\": 421, \"tnm.T coded\": 419, \"tnm.T text only\": 2}}");
    assertThat(page.details())
        .containsExactly(
            new PreviewPage.Detail("tnm.T", "clinical_T", 421, "419 coded, 2 text only"));
  }

  @Test
  void namesTheColumnOfAnElementOfTheDiagnosis() throws Exception {
    assertThat(page("{\"details\": {\"Condition.onsetAge\": 37}}").details())
        .containsExactly(new PreviewPage.Detail("Condition.onsetAge", "age", 37, ""));
  }

  private static String coverage(
      boolean applicable, int rows, int matching, int without, boolean sufficient) {
    return "{\"coverage\": {\"applicable\": %s, \"rows\": %d, \"rowsWithImaging\": %d, \"imagingWithoutRow\": %d, \"sufficient\": %s}}"
        .formatted(applicable, rows, matching, without, sufficient);
  }

  private static PreviewPage page(String json) throws JsonProcessingException {
    return PreviewPage.of(new ObjectMapper().readTree(json), COLUMNS);
  }
}

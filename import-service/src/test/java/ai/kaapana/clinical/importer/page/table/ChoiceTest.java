package ai.kaapana.clinical.importer.page.table;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.importer.page.store.Question;
import ai.kaapana.clinical.importer.page.store.Variables;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

class ChoiceTest {
  private final LinkedMultiValueMap<String, String> form = new LinkedMultiValueMap<>();

  @Test
  void makesTheRequestOfTheTickedBoxes() {
    form.add("rows", "roi");
    form.add("clinical", "tnm.T");
    form.add("clinical", "lab:718-7");
    form.add("pick", "lab:718-7=closest");
    form.add("survival", "overall");
    form.add("imaging", "modality");
    form.add("feature", "original_shape_*");
    form.add("label", "Tumour (left)");
    form.add("latest", "true");
    assertThat(Choice.of(form).request().toString())
        .isEqualTo(
            """
            {"rows":"roi","clinical":["tnm.T",{"concept":"lab:718-7","pick":"closest"}],\
            "imaging":["modality"],"survival":["overall"],"radiomics":{"features":["original_shape_*"],\
            "roi":{"latest":true,"label":"\\\\QTumour (left)\\\\E"}}}""");
  }

  @Test
  void anAnswerWinsOverWhatTheFormHasTicked() {
    form.add("answer", "rows=roi");
    form.add("answer", "configuration=08a1");
    form.add("rows", "patient");
    form.add("configuration", "");
    form.add("feature", "x");
    var choice = Choice.of(form);
    assertThat(choice.rows()).isEqualTo("roi");
    assertThat(choice.configuration()).isEqualTo("08a1");
  }

  @Test
  void anAnswerToAPickKeepsTheConceptWithItsColon() {
    form.add("answer", "pick=lab:718-7=max");
    assertThat(Choice.of(form).picks()).containsEntry("lab:718-7", "max");
  }

  @Test
  void anUnknownLevelIsPatient() {
    form.add("rows", "'; drop table");
    assertThat(Choice.of(form).rows()).isEqualTo("patient");
    assertThat(Choice.of(form).nothing()).isTrue();
  }

  @Test
  void asksForAReductionWithOneRowPerRoiAsAWayOut() {
    var question = new Question("joint-table/reduce-needed", "x", "", List.of(), 7);
    var none = new Variables(List.of(), List.of(), List.of(), List.of());
    assertThat(Decision.of(question, none).answers())
        .extracting(Decision.Answer::decides)
        .containsExactly(
            "reduce=largest", "reduce=mean", "reduce=sum", "reduce=single", "rows=roi");
  }
}

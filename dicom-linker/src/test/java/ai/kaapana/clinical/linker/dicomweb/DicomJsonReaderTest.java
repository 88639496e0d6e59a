package ai.kaapana.clinical.linker.dicomweb;

import static ai.kaapana.clinical.linker.dicomweb.DicomJson.array;
import static ai.kaapana.clinical.linker.dicomweb.DicomJson.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.linker.model.Tag;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DicomJsonReaderTest {

  @Nested
  class Values {

    @Test
    void takesTextsAndNumbersAlike() {
      var read =
          object(
              """
              "00200011":{"vr":"IS","Value":[4]},"00200013":{"vr":"IS","Value":["4 "]},
              "00180050":{"vr":"DS","Value":[1.50]}\
              """);
      assertThat(read.text(Tag.SERIES_NUMBER)).contains("4");
      assertThat(read.text(Tag.INSTANCE_NUMBER)).contains("4");
      assertThat(read.text(Tag.SLICE_THICKNESS)).contains("1.50");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"vr\":\"LO\"}",
          "{\"vr\":\"LO\",\"Value\":[]}",
          "{\"vr\":\"LO\",\"Value\":[null]}",
          "{\"vr\":\"LO\",\"Value\":[\"\"]}",
          "{\"vr\":\"LO\",\"Value\":\"x\"}",
          "{\"vr\":\"LO\",\"BulkDataURI\":\"http://elsewhere.example/x\"}"
        })
    void treatsEveryFormOfNothingAsNothing(String attribute) {
      assertThat(object("\"00100020\":" + attribute).text(Tag.PATIENT_ID)).isEmpty();
    }

    @Test
    void cutsThePaddingOfDicom() {
      assertThat(
              object("\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"1.2.3\\u0000\"]}")
                  .text(Tag.STUDY_INSTANCE_UID))
          .contains("1.2.3");
    }

    @Test
    void readsNamesAsObjectAndAsText() {
      var asObject =
          object(
              """
              "00100010":{"vr":"PN","Value":[{"Alphabetic":"Yamada^Tarou","Ideographic":"山田^太郎"}]}\
              """);
      var asText = object("\"00100010\":{\"vr\":\"PN\",\"Value\":[\"Yamada^Tarou=山田^太郎\"]}");
      assertThat(asObject.name(Tag.PATIENT_NAME))
          .isEqualTo(asText.name(Tag.PATIENT_NAME))
          .isPresent();
    }

    @Test
    void treatsAnEmptyNameAsNothing() {
      assertThat(object("\"00100010\":{\"vr\":\"PN\",\"Value\":[{}]}").name(Tag.PATIENT_NAME))
          .isEmpty();
    }

    @Test
    void holdsNoPrivateAttribute() {
      var read =
          object(
              "\"00431029\":{\"vr\":\"LO\",\"Value\":[\"secret\"]},\"00100020\":{\"vr\":\"LO\",\"Value\":[\"P\"]}");
      assertThat(read.tags()).containsExactly(Tag.PATIENT_ID);
    }

    @Test
    void showsNothingOfAPatient() {
      assertThat(object("\"00100020\":{\"vr\":\"LO\",\"Value\":[\"P-77\"]}").toString())
          .doesNotContain("P-77");
    }

    @Test
    void marksAnObjectThatStatesOneAttributeTwice() {
      var twice =
          "\"00100020\":{\"vr\":\"LO\",\"Value\":[\"A\"]},\"00100020\":{\"vr\":\"LO\",\"Value\":[\"B\"]}";
      assertThat(object(twice).isContradictory()).isTrue();
      assertThat(
              object("\"00100020\":{\"vr\":\"LO\",\"Value\":[\"A\"],\"Value\":[\"B\"]}")
                  .isContradictory())
          .isTrue();
      assertThat(
              object("\"00081115\":{\"vr\":\"SQ\",\"Value\":[{" + twice + "}]}").isContradictory())
          .isTrue();
      assertThat(object("\"00100020\":{\"vr\":\"LO\",\"Value\":[\"A\"]}").isContradictory())
          .isFalse();
    }
  }

  @Nested
  class Bodies {

    @Test
    void takesAnEmptyBodyAsNone() {
      assertThat(array("")).isEmpty();
      assertThat(array("[]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "[{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"A\"]}}",
          "[{\"00100020\":{\"vr\":\"LO\",\"Val",
          "{\"errorMessage\":\"no\"}",
          "[{}]\n[{}]",
          "{}\n{}",
          "[1,2]",
          "<html><body>maintenance</body></html>",
          "null"
        })
    void refusesWhatIsNotOneCompleteArrayOfObjects(String body) {
      assertThatThrownBy(() -> array(body))
          .isInstanceOfSatisfying(
              PacsException.class,
              e -> assertThat(e.kind()).isEqualTo(PacsException.Kind.MALFORMED));
    }

    @Test
    void refusesAbsurdDepthSizeAndNumbers() {
      var deep = "[{\"00081115\":" + "{\"Value\":[".repeat(400);
      var digits = "[{\"00200013\":{\"vr\":\"IS\",\"Value\":[" + "1".repeat(10_000) + "]}}]";
      var text = "[{\"00081030\":{\"vr\":\"LO\",\"Value\":[\"" + "x".repeat(30 << 20) + "\"]}}]";
      for (var body : java.util.List.of(deep, digits, text)) {
        assertThatThrownBy(() -> array(body))
            .isInstanceOfSatisfying(
                PacsException.class,
                e -> assertThat(e.kind()).isEqualTo(PacsException.Kind.TOO_LARGE));
      }
    }

    @Test
    void skipsInlineBinaryOfAnySize() {
      var body =
          "[{\"7FE00010\":{\"vr\":\"OW\",\"InlineBinary\":\""
              + "A".repeat(30 << 20)
              + "\"},\"00100020\":{\"vr\":\"LO\",\"Value\":[\"A\"]}}]";
      assertThat(array(body)).hasSize(1);
    }
  }
}

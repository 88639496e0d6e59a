package ai.kaapana.clinical.server.analytics.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

  /**
   * What no schema of this kind can say: the order of two numbers, a regular expression, both
   * names.
   */
  private static final Set<String> BEYOND_THE_SCHEMA =
      Set.of(
          "{'rows': 'roi', 'clinical': [{'concept': 'x', 'window': [1, 0]}]}",
          "{'rows': 'roi', 'radiomics': {'roi': {'label': '('}}}");

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"joint-table.json", "patient-table.json"})
  void theDemoIsAValidRequest(String file) throws IOException {
    var text =
        Files.readString(
            Path.of(System.getProperty("project.root", ".."), "demo-cohort").resolve(file));

    assertThat(JsonSchema.committed("joint-table.schema.json").accepts(json(text))).isTrue();
    assertThatCode(() -> SpecReader.jointTable(text)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("ai.kaapana.clinical.server.analytics.spec.SpecReaderTest#wrong")
  void whatIsRefusedIsAgainstTheSchema(String wrong) throws IOException {
    assertThat(JsonSchema.committed("joint-table.schema.json").accepts(json(wrong)))
        .isEqualTo(BEYOND_THE_SCHEMA.contains(wrong));
  }

  @Test
  void aCohortIsAsItsSchemaSays() throws IOException {
    var schema = JsonSchema.committed("cohort.schema.json");
    var request =
        "{'where': [{'concept': 'stage', 'in': ['IIIA', 1, true]}], 'radiomics': {'configuration':"
            + " 'x', 'roi': {'latest': true}}, 'store': {'name': 'x'}}";

    assertThat(schema.accepts(json(request))).isTrue();
    assertThatCode(() -> SpecReader.cohort(request.replace('\'', '"'))).doesNotThrowAnyException();
    assertThat(schema.accepts(json("{'radiomics': {'features': ['*']}}"))).isFalse();
    assertThat(schema.accepts(json("{'rows': 'roi'}"))).isFalse();
  }
}

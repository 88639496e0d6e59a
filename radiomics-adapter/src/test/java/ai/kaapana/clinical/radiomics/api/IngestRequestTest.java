package ai.kaapana.clinical.radiomics.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.service.problem.ProblemException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IngestRequestTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theDescriptionOfTheApiListsEveryPart() throws Exception {
    var said = new HashSet<>(Set.of("file", "parameters"));
    Arrays.stream(IngestRequest.class.getDeclaredMethods())
        .map(Method::getName)
        .filter(name -> name.startsWith("set"))
        .map(name -> name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4))
        .forEach(said::add);
    var described = new HashSet<String>();
    try (var in = IngestRequest.class.getResourceAsStream("openapi.json")) {
      JSON.readTree(in)
          .at("/components/schemas/IngestForm/properties")
          .fieldNames()
          .forEachRemaining(described::add);
    }
    assertThat(described).isEqualTo(said);
  }

  @Test
  void keepsWhereTheWorkflowWroteTheFile() {
    var request = new IngestRequest();
    request.setSourcePath(" batch/1.2.3.4.8/radiomics/x.xml ");
    assertThat(request.parameters(JSON, "results.xml").sourcePath())
        .isEqualTo("batch/1.2.3.4.8/radiomics/x.xml");
    request.setSourcePath(" ");
    assertThat(request.parameters(JSON, null).sourcePath()).isNull();
  }

  @Test
  void refusesAPathThatIsTooLongToBeOne() {
    var request = new IngestRequest();
    request.setSourcePath("x".repeat(1_001));
    assertThatThrownBy(() -> request.parameters(JSON, null)).isInstanceOf(ProblemException.class);
  }
}

package ai.kaapana.clinical.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every field of every object exists in Kubernetes' API and has its type.
 *
 * <p>Why twice: the one model knows unknown and missing fields, the other the types. Helm itself
 * installs an object with a misspelt field and only warns.
 */
class KubernetesFieldsTest {

  private static final KubernetesSerialization TYPES = new KubernetesSerialization();

  static Stream<JsonNode> objects() {
    return Stream.of(
            Chart.DATA.launched(), Chart.WORKFLOW.launched(), Chart.DATA.withPlaceholders("1.28.0"))
        .flatMap(manifests -> manifests.all().stream());
  }

  @ParameterizedTest
  @MethodSource("objects")
  void isAsTheApiSays(JsonNode object) {
    assertThat(fieldFault(object)).as(Manifests.title(object)).isEmpty();
    assertThat(typeFault(object)).as(Manifests.title(object)).isEmpty();
  }

  @Test
  void theChecksFindPlantedFaults() {
    var service =
        """
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"},
         "spec": {"ports": [{"port": 1}]}}
        """;
    assertThat(fieldFault(Manifests.yaml(service))).isEmpty();
    assertThat(fieldFault(Manifests.yaml(service.replace("\"port\"", "\"prot\""))))
        .hasValueSatisfying(fault -> assertThat(fault).contains("prot"));
    assertThat(typeFault(Manifests.yaml(service.replace("1}", "\"one\"}")))).isPresent();
  }

  /** Unknown and missing fields. */
  private static Optional<String> fieldFault(JsonNode object) {
    try {
      model(object)
          .getMethod("validateJsonElement", JsonElement.class)
          .invoke(null, JsonParser.parseString(object.toString()));
      return Optional.empty();
    } catch (InvocationTargetException e) {
      return Optional.of(e.getCause().toString());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("No model of " + Manifests.title(object), e);
    }
  }

  private static Class<?> model(JsonNode object) throws ClassNotFoundException {
    var version = object.path("apiVersion").asText().replaceAll(".*/", "");
    return Class.forName(
        "io.kubernetes.client.openapi.models."
            + version.toUpperCase(Locale.ROOT)
            + Manifests.kind(object));
  }

  /** Values of another type. */
  private static Optional<String> typeFault(JsonNode object) {
    try {
      TYPES.unmarshal(object.toString(), HasMetadata.class);
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(e.toString());
    }
  }
}

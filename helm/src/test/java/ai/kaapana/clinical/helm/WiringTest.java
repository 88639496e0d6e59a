package ai.kaapana.clinical.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one object says of another is so. */
class WiringTest {

  /** Secrets and volumes that the platform has in the services namespace. */
  private static final Map<String, Set<String>> PLATFORM =
      Map.of(
          "Secret", Set.of("registry-secret", "system-user-password", "oidc-client-secret"),
          "PersistentVolumeClaim", Set.of("dags-pv-claim", "af-plugins-pv-claim"),
          "ConfigMap", Set.of());

  @ParameterizedTest
  @EnumSource
  void whatIsMountedExists(Chart chart) {
    var manifests = chart.launched();
    for (var workload : manifests.workloads().toList()) {
      for (var volume : Manifests.items(Manifests.podSpec(workload).path("volumes")).toList()) {
        exists(manifests, "Secret", volume.at("/secret/secretName"));
        Manifests.items(volume.at("/projected/sources"))
            .forEach(source -> exists(manifests, "Secret", source.at("/secret/name")));
        exists(manifests, "ConfigMap", volume.at("/configMap/name"));
        exists(manifests, "PersistentVolumeClaim", volume.at("/persistentVolumeClaim/claimName"));
        for (var item : Manifests.items(volume.at("/secret/items")).toList()) {
          assertThat(
                  Manifests.texts(
                      manifests
                          .get("Secret", volume.at("/secret/secretName").asText())
                          .path("data")))
              .containsKey(item.path("key").asText());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void variablesComeFromSecretsThatExist(Chart chart) {
    var manifests = chart.launched();
    manifests
        .workloads()
        .flatMap(Manifests::containers)
        .flatMap(container -> Manifests.items(container.path("env")))
        .forEach(
            variable -> exists(manifests, "Secret", variable.at("/valueFrom/secretKeyRef/name")));
  }

  private static void exists(Manifests manifests, String kind, JsonNode name) {
    if (name.isTextual() && !PLATFORM.get(kind).contains(name.asText())) {
      assertThat(manifests.find(kind, name.asText())).as("%s %s", kind, name).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource
  void containersMountTheirPodsVolumesAndPodsHoldNoOthers(Chart chart) {
    for (var workload : chart.launched().workloads().toList()) {
      var volumes =
          Manifests.items(Manifests.podSpec(workload).path("volumes"))
              .map(volume -> volume.path("name").asText())
              .toList();
      var mounts =
          Manifests.containers(workload)
              .flatMap(container -> Manifests.items(container.path("volumeMounts")))
              .toList();

      assertThat(mounts.stream().map(mount -> mount.path("name").asText()))
          .as(Manifests.title(workload))
          .containsExactlyInAnyOrderElementsOf(volumes);
      assertThat(mounts.stream().map(mount -> mount.path("mountPath").asText()))
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyServiceSelectsTheOnePodThatHasItsPort(Chart chart) {
    var manifests = chart.launched();
    for (var service : manifests.kinds("Service").toList()) {
      var selector = Manifests.texts(service.at("/spec/selector"));
      var pods =
          manifests
              .workloads()
              .filter(workload -> labels(workload).entrySet().containsAll(selector.entrySet()))
              .toList();

      assertThat(pods).as(Manifests.title(service)).hasSize(1);
      assertThat(
              Manifests.containers(pods.getFirst())
                  .flatMap(container -> Manifests.items(container.path("ports")))
                  .map(port -> port.path("name").asText()))
          .contains(service.at("/spec/ports/0/targetPort").asText());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyDeploymentSelectsItsOwnPodsAlone(Chart chart) {
    var manifests = chart.launched();
    for (var deployment : manifests.kinds("Deployment").toList()) {
      assertThat(
              manifests
                  .workloads()
                  .filter(
                      other -> Manifests.selects(deployment.at("/spec/selector"), labels(other)))
                  .map(Manifests::name))
          .containsExactly(Manifests.name(deployment));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyPathOfTheIngressLeadsToAService(Chart chart) {
    var manifests = chart.launched();
    manifests
        .kinds("Ingress")
        .flatMap(ingress -> Manifests.items(ingress.at("/spec/rules/0/http/paths")))
        .map(path -> path.at("/backend/service"))
        .forEach(
            backend -> {
              var service = manifests.get("Service", backend.path("name").asText());
              assertThat(service.at("/spec/ports/0/name").asText())
                  .isEqualTo(backend.at("/port/name").asText());
            });
  }

  @ParameterizedTest
  @EnumSource
  void everyPodHasAPolicyOfItsOwnAndEveryPolicyAPod(Chart chart) {
    var manifests = chart.launched();
    var policies = manifests.kinds("NetworkPolicy").toList();
    for (var workload : manifests.workloads().toList()) {
      assertThat(policies)
          .as(Manifests.title(workload))
          .anySatisfy(
              policy -> {
                var selector = policy.at("/spec/podSelector");
                assertThat(Manifests.texts(selector.path("matchLabels")))
                    .containsKey("app.kubernetes.io/component");
                assertThat(Manifests.selects(selector, labels(workload))).isTrue();
              });
    }
    assertThat(policies)
        .isNotEmpty()
        .allSatisfy(
            policy -> {
              assertThat(manifests.workloads())
                  .as(Manifests.title(policy))
                  .anyMatch(
                      workload ->
                          Manifests.selects(policy.at("/spec/podSelector"), labels(workload)));
              assertThat(Manifests.items(policy.at("/spec/policyTypes")).map(JsonNode::asText))
                  .containsExactly("Ingress", "Egress");
            });
  }

  @ParameterizedTest
  @EnumSource
  void policiesNameOurPodsAsTheyAreLabelled(Chart chart) {
    var manifests = chart.launched();
    var named = new HashSet<Map<String, String>>();
    manifests
        .kinds("NetworkPolicy")
        .flatMap(WiringTest::peers)
        .filter(peer -> !peer.has("namespaceSelector"))
        .map(peer -> Manifests.texts(peer.at("/podSelector/matchLabels")))
        .filter(labels -> labels.getOrDefault("app.kubernetes.io/name", "").startsWith("clinical"))
        .forEach(named::add);

    assertThat(named)
        .allSatisfy(
            selector ->
                assertThat(manifests.workloads())
                    .anyMatch(
                        workload -> labels(workload).entrySet().containsAll(selector.entrySet())));
  }

  private static Stream<JsonNode> peers(JsonNode policy) {
    return Stream.of("ingress/from", "egress/to")
        .map(path -> List.of(path.split("/")))
        .flatMap(
            path ->
                Manifests.items(policy.path("spec").path(path.getFirst()))
                    .flatMap(rule -> Manifests.items(rule.path(path.getLast()))));
  }

  private static Map<String, String> labels(JsonNode workload) {
    return Manifests.texts(Manifests.podTemplate(workload).at("/metadata/labels"));
  }
}

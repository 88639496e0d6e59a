package ai.kaapana.clinical.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Kaapana's store and its namespaces demand of every object. */
class PlatformRulesTest {

  static Stream<Arguments> objects() {
    return Stream.of(Chart.DATA.launched(), Chart.WORKFLOW.launched())
        .flatMap(manifests -> manifests.all().stream())
        .map(object -> Arguments.of(Manifests.title(object), object));
  }

  static Stream<Arguments> workloads() {
    return Stream.of(Chart.DATA.launched(), Chart.WORKFLOW.launched())
        .flatMap(Manifests::workloads)
        .map(object -> Arguments.of(Manifests.title(object), object));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("objects")
  void statesItsNamespaceItselfAndNeverThatOfTheAdministration(String title, JsonNode object) {
    assertThat(object.path("metadata").path("namespace").asText()).isEqualTo("services");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("objects")
  void hasTheRecommendedLabelsAndNoEmptyMaps(String title, JsonNode object) {
    assertThat(Manifests.texts(object.path("metadata").path("labels")))
        .containsKeys(
            "app.kubernetes.io/name", "app.kubernetes.io/part-of", "app.kubernetes.io/managed-by")
        .allSatisfy((key, value) -> assertThat(value).hasSizeBetween(1, 63));
    // the store's page breaks on a key without content
    assertThat(object.findValues("annotations")).allMatch(node -> !node.isEmpty());
    assertThat(object.findValues("labels")).allMatch(node -> !node.isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("objects")
  void hasANameThatIsOurs(String title, JsonNode object) {
    assertThat(Manifests.name(object)).matches("clinical-[a-z0-9-]{1,54}");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("objects")
  void isOfAKindWhoseStateTheStoreSees(String title, JsonNode object) {
    assertThat(Manifests.kind(object))
        .isIn(
            "Deployment",
            "Job",
            "Service",
            "Ingress",
            "ConfigMap",
            "Secret",
            "PersistentVolumeClaim",
            "NetworkPolicy");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("workloads")
  void runsRestricted(String title, JsonNode workload) {
    var pod = Manifests.podSpec(workload);
    var security = pod.path("securityContext");

    assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
    assertThat(security.path("runAsUser").asInt()).isGreaterThanOrEqualTo(1000);
    assertThat(security.path("seccompProfile").path("type").asText()).isEqualTo("RuntimeDefault");
    assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
    for (var host : List.of("hostNetwork", "hostPID", "hostIPC", "serviceAccountName")) {
      assertThat(pod.has(host)).as(host).isFalse();
    }
    assertThat(Manifests.containers(workload))
        .isNotEmpty()
        .allSatisfy(
            container -> {
              var own = container.path("securityContext");
              assertThat(own.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
              assertThat(own.path("readOnlyRootFilesystem").asBoolean()).isTrue();
              assertThat(own.path("privileged").asBoolean()).isFalse();
              assertThat(own.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
              assertThat(own.at("/capabilities/add").isMissingNode()).isTrue();
            });
    assertThat(Manifests.items(pod.path("volumes")))
        .noneMatch(volume -> volume.has("hostPath"))
        .filteredOn(volume -> volume.has("emptyDir"))
        .allMatch(volume -> volume.path("emptyDir").has("sizeLimit"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("workloads")
  void statesTheResourcesOfEveryContainer(String title, JsonNode workload) {
    assertThat(Manifests.containers(workload))
        .allSatisfy(
            container -> {
              assertThat(container.at("/resources/requests/memory").asText()).endsWith("i");
              assertThat(container.at("/resources/requests/cpu").asText()).isNotBlank();
              assertThat(container.at("/resources/limits/memory").asText()).endsWith("i");
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("workloads")
  void pullsAsThePlatformSays(String title, JsonNode workload) {
    assertThat(Manifests.items(Manifests.podSpec(workload).path("imagePullSecrets")))
        .extracting(secret -> secret.path("name").asText())
        .containsExactly("registry-secret");
    assertThat(Manifests.containers(workload))
        .allSatisfy(
            container ->
                assertThat(container.path("imagePullPolicy").asText()).isEqualTo("IfNotPresent"));
  }

  @Test
  void deploymentsAreReplacedAndNeverDoubled() {
    assertThat(Chart.DATA.launched().kinds("Deployment"))
        .hasSize(5)
        .allSatisfy(
            deployment -> {
              assertThat(deployment.at("/spec/strategy/type").asText()).isEqualTo("Recreate");
              assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(1);
              assertThat(Manifests.texts(deployment.at("/spec/selector/matchLabels")))
                  .containsOnlyKeys("app.kubernetes.io/name", "app.kubernetes.io/component");
            });
  }

  @Test
  void servicesAreProbedAndGetFiveMinutesForTheirFirstStart() {
    assertThat(Chart.DATA.launched().kinds("Deployment"))
        .allSatisfy(
            deployment -> {
              var container = Manifests.containers(deployment).findFirst().orElseThrow();
              for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(container.path(probe).isMissingNode()).as(probe).isFalse();
              }
              var startup = container.path("startupProbe");
              assertThat(
                      startup.path("failureThreshold").asInt()
                          * startup.path("periodSeconds").asInt())
                  .isGreaterThanOrEqualTo(300);
            });
  }

  @Test
  void volumesSurviveTheirPodAndPostgresqlsRightsAreLeftAlone() {
    assertThat(Chart.DATA.launched().kinds("Deployment"))
        .allSatisfy(
            deployment -> {
              var security = Manifests.podSpec(deployment).path("securityContext");
              assertThat(security.path("fsGroup").asInt()).isEqualTo(10001);
              assertThat(security.path("fsGroupChangePolicy").asText()).isEqualTo("OnRootMismatch");
            });
  }

  @Test
  void volumesUseThePlatformsFastClassAndStayOnAnUninstallation() {
    assertThat(Chart.DATA.launched().kinds("PersistentVolumeClaim"))
        .hasSize(2)
        .allSatisfy(
            volume -> {
              assertThat(volume.at("/spec/storageClassName").asText())
                  .isEqualTo("microk8s-hostpath");
              assertThat(volume.at("/spec/accessModes/0").asText()).isEqualTo("ReadWriteOnce");
              assertThat(Manifests.texts(volume.at("/metadata/annotations")))
                  .containsEntry("helm.sh/resource-policy", "keep");
            });
    assertThat(
            Chart.DATA
                .launched(Map.of("global.clinical_database_storage", "100Gi"))
                .get("PersistentVolumeClaim", "clinical-postgres-lung")
                .at("/spec/resources/requests/storage")
                .asText())
        .isEqualTo("100Gi");
  }

  @Test
  void prometheusIsToldWhereTheMetricsAre() {
    assertThat(Settings.SERVICES)
        .allSatisfy(
            component ->
                assertThat(
                        Manifests.texts(
                            Manifests.podTemplate(
                                    Chart.DATA
                                        .launched()
                                        .get("Deployment", "clinical-" + component + "-lung"))
                                .at("/metadata/annotations")))
                    .containsEntry("prometheus.io/scrape", "true")
                    .containsEntry("prometheus.io/port", "8080")
                    .containsEntry("prometheus.io/path", "/actuator/prometheus"));
  }

  @Test
  void nothingIsWaitedForAtAnInstallation() {
    var hooks =
        Stream.of(Chart.DATA.launched(), Chart.WORKFLOW.launched())
            .flatMap(manifests -> manifests.all().stream())
            .filter(object -> object.path("metadata").path("annotations").has(Chart.HOOK))
            .toList();

    assertThat(hooks).hasSize(1);
    var removal = hooks.getFirst();
    assertThat(Manifests.texts(removal.at("/metadata/annotations")))
        .containsEntry(Chart.HOOK, "pre-delete")
        .containsEntry(
            Chart.HOOK + "-delete-policy", "before-hook-creation,hook-succeeded,hook-failed");
    assertThat(removal.at("/spec/backoffLimit").asInt(-1)).isZero();
    assertThat(removal.at("/spec/activeDeadlineSeconds").asInt()).isBetween(1, 15);
  }

  @Test
  void theFirstPathOfTheOneIngressIsThePage() {
    var ingresses = Chart.DATA.launched().kinds("Ingress").toList();

    assertThat(ingresses).hasSize(1);
    var base =
        "/applications/project/6a1d3c1e-6f0b-4c0e-9a57-0d6f2f6a1b2c/release/" + Chart.RELEASE;
    var paths = ingresses.getFirst().at("/spec/rules/0/http/paths");
    assertThat(Manifests.items(paths).map(path -> path.path("path").asText()))
        .startsWith(base)
        .containsExactlyInAnyOrder(
            base,
            base + "/fhir",
            base + "/import/api/v1",
            base + "/linker/api/v1",
            base + "/radiomics/api/v1");
    assertThat(paths.at("/0/backend/service/name").asText())
        .isEqualTo("clinical-import-service-lung");
    assertThat(Manifests.texts(ingresses.getFirst().at("/metadata/annotations")))
        .containsEntry("traefik.ingress.kubernetes.io/router.entrypoints", "websecure")
        .containsEntry("kaapana.ai/type", "application")
        .containsKey("kaapana.ai/display-name");
    assertThat(ingresses.getFirst().at("/spec/rules/0").has("host")).isFalse();
  }
}

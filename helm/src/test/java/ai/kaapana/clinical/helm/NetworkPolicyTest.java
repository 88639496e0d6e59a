package ai.kaapana.clinical.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who reaches whom, evaluated from the policies as a cluster does. */
class NetworkPolicyTest {

  private static final Manifests LAUNCHED = Chart.DATA.launched();

  /** A pod somewhere, by its namespace and labels. */
  private record Pod(String namespace, Map<String, String> labels) {}

  private static Pod own(String component) {
    return new Pod(
        "services",
        Map.of(
            "app.kubernetes.io/name",
            "clinical-data-lung",
            "app.kubernetes.io/component",
            component));
  }

  private static Pod named(String namespace, String name) {
    return new Pod(namespace, Map.of("app.kubernetes.io/name", name));
  }

  private static Pod workflow(String namespace) {
    return new Pod(namespace, Map.of("kaapana.ai/type", "processing-container"));
  }

  @Test
  void theDatabaseIsReachedByOurServicesAlone() {
    assertThat(Settings.SERVICES)
        .allMatch(component -> reaches(LAUNCHED, own(component), "postgres", 5432));

    assertThat(
            Stream.of(
                named("admin", "traefik"),
                workflow("project-lung"),
                workflow("project-brain"),
                named("services", "prometheus-server"),
                named("services", "jupyterlab"),
                new Pod(
                    "services",
                    Map.of(
                        "app.kubernetes.io/name", "clinical-data-brain",
                        "app.kubernetes.io/component", "fhir-server")),
                // the right labels in another namespace
                new Pod("project-lung", own("fhir-server").labels())))
        .noneMatch(pod -> reaches(LAUNCHED, pod, "postgres", 5432));
  }

  @Test
  void servicesAreReachedByTheIngressAndTheProjectsWorkflows() {
    assertThat(Settings.SERVICES)
        .allSatisfy(
            service -> {
              assertThat(reaches(LAUNCHED, named("admin", "traefik"), service, 8080)).isTrue();
              assertThat(reaches(LAUNCHED, workflow("project-lung"), service, 8080)).isTrue();
              assertThat(reaches(LAUNCHED, named("services", "prometheus-server"), service, 8080))
                  .isTrue();
            });
  }

  @Test
  void nobodyElseReachesAService() {
    assertThat(Settings.SERVICES)
        .allSatisfy(
            service ->
                assertThat(
                        Stream.of(
                            workflow("project-brain"),
                            workflow("services"),
                            named("project-lung", "code-server"),
                            named("admin", "keycloak"),
                            named("services", "traefik"),
                            named("services", "jupyterlab"),
                            named("default", "anything")))
                    .noneMatch(pod -> reaches(LAUNCHED, pod, service, 8080)));
  }

  @Test
  void sistersReachWhomTheyCall() {
    assertThat(reaches(LAUNCHED, own("dicom-linker"), "fhir-server", 8080)).isTrue();
    assertThat(reaches(LAUNCHED, own("radiomics-adapter"), "fhir-server", 8080)).isTrue();
    assertThat(reaches(LAUNCHED, own("import-service"), "fhir-server", 8080)).isTrue();
    assertThat(reaches(LAUNCHED, own("import-service"), "dicom-linker", 8080)).isTrue();
    assertThat(reaches(LAUNCHED, own("import-service"), "radiomics-adapter", 8080)).isTrue();

    assertThat(reaches(LAUNCHED, own("fhir-server"), "dicom-linker", 8080)).isFalse();
    assertThat(reaches(LAUNCHED, own("dicom-linker"), "import-service", 8080)).isFalse();
    assertThat(reaches(LAUNCHED, own("postgres"), "fhir-server", 8080)).isFalse();
  }

  /** A policy on one side alone lets nothing through. */
  @Test
  void ourPodsMayCallWhomTheyMayReach() {
    var pods = Stream.concat(Settings.SERVICES.stream(), Stream.of("postgres")).toList();
    for (var from : pods) {
      for (var to : pods) {
        int port = to.equals("postgres") ? 5432 : 8080;
        assertThat(calls(from, own(to), port))
            .as("%s to %s", from, to)
            .isEqualTo(reaches(LAUNCHED, own(from), to, port));
      }
    }
  }

  @Test
  void servicesCallThoseOfThePlatformThatTheyNeed() {
    var keycloak = named("admin", "keycloak");
    var filter = named("services", "dicom-web-filter");
    var bucket = named("services", "minio");

    assertThat(Settings.SERVICES).allMatch(service -> calls(service, keycloak, 8080));
    assertThat(Settings.SERVICES.stream().filter(service -> calls(service, filter, 8080)))
        .containsExactly("dicom-linker");
    assertThat(Settings.SERVICES.stream().filter(service -> calls(service, bucket, 9000)))
        .containsExactly("import-service", "radiomics-adapter");
    assertThat(Settings.SERVICES)
        .noneMatch(service -> calls(service, named("services", "dcm4chee"), 8080))
        .noneMatch(service -> calls(service, named("kube-system", "metrics-server"), 443));
  }

  @Test
  void noOtherPortIsOpen() {
    assertThat(reaches(LAUNCHED, named("admin", "traefik"), "fhir-server", 5005)).isFalse();
  }

  @Test
  void notebooksReachTheStoreOnlyIfTheLaunchSaysSo() {
    var opened = Chart.DATA.launched(Map.of("global.clinical_notebook_access", "yes"));
    var notebook = named("services", "jupyterlab-chart-0123");

    assertThat(reaches(LAUNCHED, notebook, "fhir-server", 8080)).isFalse();
    assertThat(reaches(opened, notebook, "fhir-server", 8080)).isTrue();
    assertThat(reaches(opened, notebook, "import-service", 8080)).isFalse();
    assertThat(reaches(opened, notebook, "postgres", 5432)).isFalse();
    assertThat(reaches(opened, workflow("project-brain"), "fhir-server", 8080)).isFalse();
  }

  /** What was forgotten stays closed: a pod of ours without a policy of its own. */
  @Test
  void aPodWithoutAPolicyOfItsOwnIsClosedBothWays() {
    var deny = LAUNCHED.get("NetworkPolicy", "clinical-default-deny-lung").path("spec");

    assertThat(Manifests.texts(deny.at("/podSelector/matchLabels")))
        .containsExactly(Map.entry("app.kubernetes.io/name", "clinical-data-lung"));
    assertThat(deny.path("policyTypes")).hasSize(2);
    assertThat(deny.has("ingress")).isFalse();
    assertThat(deny.has("egress")).isFalse();
  }

  @Test
  void theDatabaseCallsNobody() {
    assertThat(LAUNCHED.get("NetworkPolicy", "clinical-postgres-lung").path("spec").has("egress"))
        .isFalse();
  }

  @Test
  void policiesCanBeLeftToThePlatform() {
    assertThat(Chart.DATA.launched(Map.of("network.enabled", false)).kinds("NetworkPolicy"))
        .isEmpty();
  }

  private static boolean reaches(Manifests manifests, Pod from, String component, int port) {
    return allowed(manifests, own(component), "ingress", "from", from, port);
  }

  private static boolean calls(String component, Pod to, int port) {
    return allowed(LAUNCHED, own(component), "egress", "to", to, port);
  }

  private static boolean allowed(
      Manifests manifests, Pod pod, String direction, String end, Pod peer, int port) {
    return manifests
        .kinds("NetworkPolicy")
        .filter(policy -> Manifests.selects(policy.at("/spec/podSelector"), pod.labels()))
        .flatMap(policy -> Manifests.items(policy.path("spec").path(direction)))
        .filter(
            rule ->
                Manifests.items(rule.path("ports"))
                    .anyMatch(open -> open.path("port").asInt() == port))
        .flatMap(rule -> Manifests.items(rule.path(end)))
        .anyMatch(selector -> matches(selector, peer));
  }

  private static boolean matches(JsonNode peer, Pod from) {
    var namespace = new TreeMap<>(Map.of("kubernetes.io/metadata.name", from.namespace()));
    boolean there =
        peer.has("namespaceSelector")
            ? Manifests.selects(peer.path("namespaceSelector"), namespace)
            : from.namespace().equals("services");
    return there && Manifests.selects(peer.path("podSelector"), from.labels());
  }
}

package ai.kaapana.clinical.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the application chart does about what a cluster holds already. */
class ReinstallationTest {

  private static final String DATABASE = "clinical-postgres-lung";

  private final ApiDouble cluster = new ApiDouble().namespace("services");

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void aFirstInstallationMakesItsSecretsAndVolumes() {
    assertThat(kept(Chart.DATA.inCluster(Map.of()))).isEqualTo(7);
  }

  @Test
  void whatAnEarlierReleaseLeftIsUsedAndNotMadeAgain() {
    cluster.secret(DATABASE).volume(DATABASE);
    for (var component : Settings.SERVICES) {
      cluster.secret("clinical-" + component + "-lung");
    }
    cluster.volume("clinical-import-service-lung");

    assertThat(kept(Chart.DATA.inCluster(Map.of()))).isZero();
  }

  @Test
  void aMissingKeyPairIsMadeAnew() {
    cluster.secret(DATABASE).volume(DATABASE).volume("clinical-import-service-lung");

    var rendered = Chart.DATA.inCluster(Map.of());

    assertThat(rendered.kinds("Secret").map(Manifests::name)).hasSize(4).doesNotContain(DATABASE);
  }

  @Test
  void aVolumeWithoutItsPasswordsIsRefused() {
    cluster.volume(DATABASE);

    assertThatThrownBy(() -> Chart.DATA.inCluster(Map.of()))
        .hasMessageContaining(
            "The database volume (PersistentVolumeClaim \"clinical-postgres-lung\" in namespace"
                + " \"services\") is there, but the Secret of the same name")
        .hasMessageContaining("restore the Secret");
  }

  @Test
  void passwordsWithoutTheirVolumeAreRefused() {
    cluster.secret(DATABASE);

    assertThatThrownBy(() -> Chart.DATA.inCluster(Map.of()))
        .hasMessageContaining("(Secret \"clinical-postgres-lung\" in namespace \"services\")")
        .hasMessageContaining("An empty database would look like lost data");
  }

  @Test
  void aSecondLaunchInTheProjectIsRefused() {
    cluster.deployment("clinical-import-service-lung", "clinical-data-chart-ffff");

    assertThatThrownBy(() -> Chart.DATA.inCluster(Map.of()))
        .hasMessageContaining(
            "Clinical Data is already launched in project \"lung\", as release"
                + " \"clinical-data-chart-ffff\"")
        .hasMessageContaining("A project has one installation");
  }

  @Test
  void anUpgradeOfTheSameReleaseIsNot() {
    cluster.deployment("clinical-import-service-lung", Chart.RELEASE);

    assertThat(Chart.DATA.inCluster(Map.of()).kinds("Deployment")).hasSize(5);
  }

  @Test
  void anotherProjectsInstallationIsNoneOfOurs() {
    cluster.deployment("clinical-import-service-brain", "clinical-data-chart-ffff");

    assertThat(Chart.DATA.inCluster(Map.of()).kinds("Deployment")).hasSize(5);
  }

  @Test
  void anInstallationWithoutAProjectIsRefused() {
    assertThatThrownBy(() -> Chart.DATA.inCluster(Map.of("global.project_id", "")))
        .hasMessageContaining("Clinical Data belongs to a project");
  }

  @Test
  void theHighPriorityOfThePlatformIsUsedWhereItIs() {
    assertThat(priorities(Chart.DATA.inCluster(Map.of()))).isZero();

    cluster.priorityClass("kaapana-high-priority");
    assertThat(priorities(Chart.DATA.inCluster(Map.of()))).isEqualTo(5);
  }

  private static long priorities(Manifests manifests) {
    return manifests
        .workloads()
        .filter(
            workload ->
                Manifests.podSpec(workload)
                    .path("priorityClassName")
                    .asText()
                    .equals("kaapana-high-priority"))
        .count();
  }

  private static long kept(Manifests manifests) {
    return manifests
        .kinds("Secret", "PersistentVolumeClaim")
        .filter(
            object ->
                Manifests.texts(object.path("metadata").path("annotations"))
                    .equals(Map.of("helm.sh/resource-policy", "keep")))
        .count();
  }
}

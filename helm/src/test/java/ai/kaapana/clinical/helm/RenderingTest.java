package ai.kaapana.clinical.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.testing.Approval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the charts make of values. */
class RenderingTest {

  static Stream<Arguments> chartsAndVersions() {
    return Stream.of(Chart.values())
        .flatMap(chart -> Chart.KUBERNETES.stream().map(version -> Arguments.of(chart, version)));
  }

  @ParameterizedTest
  @EnumSource
  void makesWhatSomebodyReadAndApproved(Chart chart) {
    Approval.text(chart.folder() + ".yaml", chart.launched().golden());
  }

  @ParameterizedTest
  @MethodSource("chartsAndVersions")
  void rendersWithPlaceholdersForEveryKubernetes(Chart chart, String kubernetes) {
    var names = chart.withPlaceholders(kubernetes).all().stream().map(Manifests::title).toList();

    assertThat(names).hasSameSizeAs(chart.launched().all()).doesNotHaveDuplicates();
  }

  @Test
  void aNewerKubernetesChangesNothing() {
    var oldest = Chart.DATA.render("launch-values.yaml", Chart.KUBERNETES.getFirst(), Map.of());
    var newest = Chart.DATA.render("launch-values.yaml", Chart.KUBERNETES.getLast(), Map.of());

    assertThat(oldest.golden()).isEqualTo(newest.golden());
  }

  @Test
  void anOlderKubernetesIsRefused() {
    assertThatThrownBy(() -> Chart.DATA.withPlaceholders("1.27.0"))
        .hasMessageContaining("chart requires kubeVersion: >=1.28.0-0");
  }

  @Test
  void namesHoldTheProjectAndNotTheRelease() {
    var names = Chart.DATA.launched().all().stream().map(Manifests::name).distinct().toList();

    assertThat(names).allMatch(name -> name.matches("clinical-[a-z-]+-lung"));
    assertThat(names)
        .contains(
            "clinical-postgres-lung",
            "clinical-fhir-server-lung",
            "clinical-dicom-linker-lung",
            "clinical-import-service-lung",
            "clinical-radiomics-adapter-lung");
  }

  @Test
  void twoProjectsShareNoName() {
    var one = Chart.DATA.launched();
    var other = Chart.DATA.launched(Map.of("global.project_name", "brain"));

    assertThat(one.all().stream().map(Manifests::title))
        .doesNotContainAnyElementsOf(other.all().stream().map(Manifests::title).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "1000000", "123456789012"})
  void aNumericProjectIdStaysTheNumberThatItIs(String id, @TempDir Path folder) throws IOException {
    assertThat(path(Chart.DATA.launched(Map.of("global.project_id", id))))
        .startsWith("/applications/project/" + id + "/release/");

    // in a file it is a float64, which prints as 1e+06
    var values = folder.resolve("values.yaml");
    Files.writeString(values, "global: {project_id: " + id + "}\nofflineRender: true\n");
    var rendered = Chart.DATA.renderWith(values);
    assertThat(path(rendered)).startsWith("/applications/project/" + id + "/release/");
    assertThat(Settings.of(rendered, "fhir-server", "unknown").get("clinical.security.project"))
        .isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Lung", "lung_1", "-lung", "lung-", "lung.1", "a b"})
  void aProjectNameThatIsNoHostNameIsRefused(String name) {
    assertThatThrownBy(() -> Chart.DATA.launched(Map.of("global.project_name", name)))
        .hasMessageContaining("The project name")
        .hasMessageContaining("cannot be a part of host names");
  }

  @Test
  void aProjectNameThatIsTooLongIsRefused() {
    var longest = "p".repeat(36);
    var rendered = Chart.DATA.launched(Map.of("global.project_name", longest));
    assertThat(rendered.kinds("Service").map(Manifests::name))
        .allMatch(name -> name.length() <= 63);

    assertThatThrownBy(() -> Chart.DATA.launched(Map.of("global.project_name", longest + "p")))
        .hasMessageContaining("at most 36");
  }

  @Test
  void aProjectIdThatIsNoPathSegmentIsRefused() {
    assertThatThrownBy(() -> Chart.DATA.launched(Map.of("global.project_id", "a/b")))
        .hasMessageContaining("cannot be a part of a URL path");
  }

  @Test
  void anUnusualPortIsPartOfAddresses() {
    var rendered = Chart.DATA.launched(Map.of("global.https_port", 8443));

    assertThat(Settings.of(rendered, "dicom-linker", "lung"))
        .containsEntry(
            "clinical.linker.pacs.public-url", "https://kaapana.example.org:8443/dicom-web-filter");
  }

  @Test
  void theIssuerIsAskedOfKeycloakUnlessItIsGiven() {
    assertThat(Settings.of(Chart.DATA.launched(), "fhir-server", "lung"))
        .doesNotContainKey("clinical.security.issuer")
        .containsEntry(
            "clinical.security.discovery",
            "http://keycloak-external-service.admin.svc:80/auth/realms/kaapana/.well-known/openid-configuration");

    assertThat(
            Settings.of(Chart.DATA.launched(Map.of("issuer", "https://id")), "fhir-server", "lung"))
        .doesNotContainKey("clinical.security.discovery")
        .containsEntry("clinical.security.issuer", "https://id");
  }

  @Test
  void theDeclaredTimeAxisReachesTheLinker() {
    assertThat(Settings.of(Chart.DATA.launched(), "dicom-linker", "lung"))
        .doesNotContainKey("clinical.linker.pacs.time-axis");
    assertThat(
            Settings.of(
                Chart.DATA.launched(Map.of("global.clinical_time_axis", "shifted")),
                "dicom-linker",
                "lung"))
        .containsEntry("clinical.linker.pacs.time-axis", "shifted");
  }

  /** The linker's account sees every project, so the list of its own may never be missing. */
  @Test
  void theLinkerAlwaysAsksWhichSeriesAreItsProjects() {
    for (var project : List.of("7", "6a1d3c1e")) {
      assertThat(
              Settings.of(
                  Chart.DATA.launched(Map.of("global.project_id", project)),
                  "dicom-linker",
                  "lung"))
          .containsEntry("clinical.linker.projects.project-id", project)
          .containsEntry("clinical.linker.pacs.account.username", "system");
    }
  }

  @Test
  void thePageSendsTablesIntoTheBucketOfTheProjectUnlessItShallNot() {
    assertThat(Settings.of(Chart.DATA.launched(), "import-service", "lung"))
        .containsEntry("clinical.caller-buckets.endpoint", "http://minio-service.services.svc:9000")
        .containsEntry("clinical.caller-buckets.bucket", "project-lung")
        .containsEntry("clinical.page.tables-folder", "clinical/tables");
    assertThat(
            Settings.of(
                Chart.DATA.launched(Map.of("bucket.enabled", false)), "import-service", "lung"))
        .doesNotContainKey("clinical.caller-buckets.endpoint");
  }

  @Test
  void ownSettingsWinOverThoseOfTheChart() {
    var rendered =
        Chart.DATA.launched(
            Map.of(
                "settings.all.clinical.jobs.threads",
                4,
                "settings.dicom-linker.clinical.linker.pacs.name",
                "archive"));

    assertThat(Settings.of(rendered, "dicom-linker", "lung"))
        .containsEntry("clinical.linker.pacs.name", "archive")
        .containsEntry("clinical.jobs.threads", "4");
    assertThat(Settings.of(rendered, "import-service", "lung"))
        .containsEntry("clinical.jobs.threads", "4");
  }

  private static String path(Manifests manifests) {
    return manifests
        .kinds("Ingress")
        .findFirst()
        .orElseThrow()
        .at("/spec/rules/0/http/paths/0/path")
        .asText();
  }
}

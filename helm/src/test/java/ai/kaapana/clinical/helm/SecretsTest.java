package ai.kaapana.clinical.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Passwords and keys: made for each installation, shown to those who need them, written nowhere.
 */
class SecretsTest {

  private static final List<String> ROLES =
      List.of("fhir", "fhir_migration", "importer", "linker", "postgres", "radiomics");

  @Test
  void everyInstallationHasPasswordsOfItsOwn() {
    var first = data(Chart.DATA.launched(), "postgres");
    var second = data(Chart.DATA.launched(Map.of()), "postgres");

    assertThat(Manifests.texts(first)).containsOnlyKeys(ROLES);
    assertThat(Manifests.texts(first).values()).doesNotHaveDuplicates();
    assertThat(Manifests.texts(first).values())
        .doesNotContainAnyElementsOf(Manifests.texts(second).values());
    assertThat(decoded(first, "postgres")).matches("[A-Za-z0-9]{43}");
  }

  @Test
  void everyServiceHasAKeyPairOfItsOwn() throws Exception {
    var manifests = Chart.DATA.launched();
    for (var component : Settings.SERVICES) {
      var data = data(manifests, component);

      assertThat(decoded(data, "tls.key"))
          .as("PKCS#1, as the services read it")
          .startsWith("-----BEGIN RSA PRIVATE KEY-----");
      var certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(
                          decoded(data, "tls.crt").getBytes(StandardCharsets.US_ASCII)));
      assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + component);
      assertThat(((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength())
          .isGreaterThanOrEqualTo(2048);
    }
    assertThat(
            Settings.SERVICES.stream()
                .map(component -> decoded(data(manifests, component), "tls.key")))
        .doesNotHaveDuplicates();
  }

  /** No word of a Secret stands in an object that more people may read. */
  @ParameterizedTest
  @EnumSource
  void noOtherObjectHoldsASecretWord(Chart chart) {
    var manifests = chart.launched();
    var words =
        manifests
            .kinds("Secret")
            .flatMap(secret -> Manifests.texts(secret.path("data")).values().stream())
            .flatMap(word -> Stream.of(word, decode(word)))
            .toList();

    assertThat(manifests.all())
        .filteredOn(object -> !Manifests.kind(object).equals("Secret"))
        .allSatisfy(
            object -> assertThat(words).noneMatch(word -> object.toString().contains(word)));
  }

  /** Environment variables are seen in process lists and descriptions of pods. */
  @ParameterizedTest
  @EnumSource
  void noVariableHoldsASecretAsText(Chart chart) {
    assertThat(chart.launched().workloads().flatMap(Manifests::containers))
        .flatExtracting(container -> Manifests.items(container.path("env")).toList())
        .filteredOn(
            variable ->
                variable
                    .path("name")
                    .asText()
                    .toUpperCase(Locale.ROOT)
                    .matches(".*(PASSWORD|SECRET|TOKEN|_KEY).*"))
        .allMatch(variable -> variable.at("/valueFrom/secretKeyRef/name").isTextual());
  }

  @ParameterizedTest
  @EnumSource
  void noValueIsAPassword(Chart chart) throws IOException {
    var values = Files.readString(chart.path().resolve("values.yaml")).toLowerCase(Locale.ROOT);

    assertThat(values).doesNotContainPattern("(password|passwd|credentials?)[a-z_]*: *[^ \n]");
  }

  /** The platform's credentials come with every launch; a chart that repeats them spreads them. */
  @ParameterizedTest
  @EnumSource
  void thePlatformsCredentialsAreNotUsed(Chart chart) {
    var canary = "canary-of-the-platform";
    var rendered =
        chart.launched(
            Map.of(
                "global.credentials_minio_password", canary,
                "global.credentials_keycloak_admin_password", canary,
                "global.credentials_registry_password", canary,
                "global.oidc_client_secret", canary));

    assertThat(rendered.text()).doesNotContain(canary);
  }

  @Test
  void aServiceMountsItsOwnDatabasePasswordAlone() {
    var manifests = Chart.DATA.launched();

    assertThat(passwordsOf(manifests, "fhir-server")).containsExactly("fhir", "fhir_migration");
    assertThat(passwordsOf(manifests, "dicom-linker")).containsExactly("linker");
    assertThat(passwordsOf(manifests, "import-service")).containsExactly("importer");
    assertThat(passwordsOf(manifests, "radiomics-adapter")).containsExactly("radiomics");
  }

  /** The service account sees every project, so nobody has it who does not need it. */
  @Test
  void theLinkerAloneHasThePlatformsServiceAccount() {
    assertThat(
            Chart.DATA
                .launched()
                .kinds("Deployment")
                .filter(deployment -> deployment.toString().contains("system-user-password"))
                .map(Manifests::name))
        .containsExactly("clinical-dicom-linker-lung");
  }

  @Test
  void ofAnotherServiceOnlyTheCertificateIsMounted() {
    for (var deployment : Chart.DATA.launched().kinds("Deployment").toList()) {
      var own = Manifests.name(deployment);
      assertThat(Manifests.items(Manifests.podSpec(deployment).path("volumes")))
          .filteredOn(
              volume ->
                  volume.has("secret")
                      && !volume.at("/secret/secretName").asText().equals(own)
                      && !volume.path("name").asText().equals("database"))
          .allSatisfy(
              volume ->
                  assertThat(Manifests.items(volume.at("/secret/items")))
                      .extracting(item -> item.path("key").asText())
                      .containsExactly("tls.crt"));
    }
  }

  private static List<String> passwordsOf(Manifests manifests, String component) {
    return Manifests.items(
            Manifests.podSpec(manifests.get("Deployment", "clinical-" + component + "-lung"))
                .path("volumes"))
        .filter(volume -> volume.at("/secret/secretName").asText().equals("clinical-postgres-lung"))
        .flatMap(volume -> Manifests.items(volume.at("/secret/items")))
        .map(item -> item.path("key").asText())
        .toList();
  }

  private static JsonNode data(Manifests manifests, String component) {
    return manifests.get("Secret", "clinical-" + component + "-lung").path("data");
  }

  private static String decoded(JsonNode data, String key) {
    return decode(data.path(key).asText());
  }

  private static String decode(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.US_ASCII);
  }
}

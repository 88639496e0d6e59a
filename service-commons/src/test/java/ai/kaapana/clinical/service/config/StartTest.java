package ai.kaapana.clinical.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.testapp.TestApplication;
import ai.kaapana.clinical.testing.TestComponent;
import ai.kaapana.clinical.testing.TestTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A service that is configured by half does not start, and says which setting is wrong. */
@ExtendWith(OutputCaptureExtension.class)
class StartTest {

  private static final TestTokens TOKENS = new TestTokens();
  private static final TestComponent LINKER = TestComponent.create("dicom-linker");

  @TempDir private Path folder;
  private final Map<String, String> settings = new LinkedHashMap<>();

  @BeforeEach
  void completeSettings() {
    for (String setting : TOKENS.springProperties(folder)) {
      settings.put(
          setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
    }
    settings.put("clinical.security.component", "import-service");
    settings.put("clinical.jobs.enabled", "false");
    settings.put("server.port", "0");
  }

  private void start() {
    List<String> all =
        settings.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    TestApplication.start(all).close();
  }

  private void assertRefuses(String key, CapturedOutput output) {
    assertThatThrownBy(this::start)
        .hasRootCauseInstanceOf(ConfigurationException.class)
        .rootCause()
        .hasMessageStartingWith(key + " ");
    assertThat(output.getOut()).contains("APPLICATION FAILED TO START", "The setting " + key);
  }

  @Test
  void startsWithCompleteSettings() {
    start();
  }

  @Test
  void refusesToStartWithoutIssuer(CapturedOutput output) {
    settings.remove("clinical.security.issuer");
    assertRefuses("clinical.security.issuer", output);
  }

  @Test
  void startsWithoutIssuerWhereTheIssuerCanBeAskedLater() {
    settings.remove("clinical.security.issuer");
    settings.put("clinical.security.discovery", "http://127.0.0.1:1/openid-configuration");
    start();
  }

  @Test
  void refusesDiscoveryThatIsNoUrl(CapturedOutput output) {
    settings.put("clinical.security.discovery", "keycloak");
    assertRefuses("clinical.security.discovery", output);
  }

  @Test
  void refusesBucketsOfCallersWithoutBucket(CapturedOutput output) {
    settings.put("clinical.caller-buckets.endpoint", "http://127.0.0.1:9000");
    assertRefuses("clinical.caller-buckets.bucket", output);
  }

  @Test
  void refusesToStartWithoutKeySet(CapturedOutput output) {
    settings.remove("clinical.security.jwks");
    assertRefuses("clinical.security.jwks", output);
  }

  @Test
  void refusesToStartWithoutProject(CapturedOutput output) {
    settings.put("clinical.security.project", " ");
    assertRefuses("clinical.security.project", output);
  }

  @Test
  void refusesToStartWithoutComponent(CapturedOutput output) {
    settings.remove("clinical.security.component");
    assertRefuses("clinical.security.component", output);
  }

  @Test
  void refusesToStartWithoutAuthenticationOnEveryAddress(CapturedOutput output) {
    settings.put("clinical.security.insecure-loopback", "true");
    assertRefuses("clinical.security.insecure-loopback", output);
  }

  @Test
  void refusesToStartWithoutAuthenticationOnAnOuterAddress(CapturedOutput output) {
    settings.put("clinical.security.insecure-loopback", "true");
    settings.put("server.address", "0.0.0.0");
    assertRefuses("clinical.security.insecure-loopback", output);
  }

  @Test
  void refusesKeyThatIsNone(CapturedOutput output) throws Exception {
    LINKER.writeTo(folder);
    Path key = Files.writeString(folder.resolve("tls.key"), "SECRETVALUE");
    settings.put("clinical.security.key", key.toString());
    assertRefuses("clinical.security.key", output);
    assertThat(output.getOut()).doesNotContain("SECRETVALUE");
  }

  @Test
  void refusesTrustedCertificateThatIsNotThere(CapturedOutput output) {
    settings.put("clinical.security.trusted.dicom-linker", folder.resolve("absent.crt").toString());
    assertRefuses("clinical.security.trusted.dicom-linker", output);
  }

  @Test
  void refusesOneCertificateForTwoComponents(CapturedOutput output) {
    Path certificate = LINKER.writeTo(folder).resolveSibling("tls.crt");
    settings.put("clinical.security.trusted.dicom-linker", certificate.toString());
    settings.put("clinical.security.trusted.radiomics-adapter", certificate.toString());
    assertRefuses("clinical.security.trusted", output);
  }

  @Test
  void refusesPathThatIsNone(CapturedOutput output) {
    settings.put("clinical.http.base-path", "applications/");
    assertRefuses("clinical.http.base-path", output);
  }

  @Test
  void refusesPatientSystemThatIsNoUri(CapturedOutput output) {
    settings.put("clinical.identity.patient-system", "patients");
    assertRefuses("clinical.identity.patient-system", output);
  }

  @Test
  void refusesObjectStoreByHalf(CapturedOutput output) {
    settings.put("clinical.object-store.endpoint", "http://127.0.0.1:9000");
    settings.put("clinical.object-store.access-key-file", "/nowhere");
    settings.put("clinical.object-store.secret-key-file", "/nowhere");
    assertRefuses("clinical.object-store.bucket", output);
  }

  @Test
  void checksAddressesOfOtherServices() {
    assertThatThrownBy(() -> new FhirProperties(null))
        .hasMessage("clinical.fhir.base-url is missing");
    assertThatThrownBy(() -> new FhirProperties(java.net.URI.create("ftp://host/fhir")))
        .hasMessageStartingWith("clinical.fhir.base-url ");
    assertThat(new FhirProperties(java.net.URI.create("http://host:1/fhir/")).baseUrl())
        .hasToString("http://host:1/fhir");
  }
}

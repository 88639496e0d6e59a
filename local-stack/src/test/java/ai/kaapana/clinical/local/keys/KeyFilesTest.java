package ai.kaapana.clinical.local.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
  @TempDir Path folder;

  @Test
  void writesThePairInTheFormOfTheChart() throws IOException, GeneralSecurityException {
    KeyFiles.createPair(folder.resolve("it"), "dicom-linker", Clock.systemUTC());

    assertThat(folder.resolve("it/tls.key"))
        .content()
        .startsWith("-----BEGIN RSA PRIVATE KEY-----");
    var certificate = certificate();
    certificate.verify(certificate.getPublicKey());
    certificate.checkValidity();
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=dicom-linker");
  }

  @Test
  void letsNobodyElseReadTheKey() throws IOException {
    KeyFiles.createPair(folder.resolve("it"), "dicom-linker", Clock.systemUTC());

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("it/tls.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void keepsAPairThatIsThere() throws IOException {
    KeyFiles.createPair(folder.resolve("it"), "dicom-linker", Clock.systemUTC());
    var before = Files.readString(folder.resolve("it/tls.key"));

    KeyFiles.createPair(folder.resolve("it"), "dicom-linker", Clock.systemUTC());

    assertThat(Files.readString(folder.resolve("it/tls.key"))).isEqualTo(before);
  }

  private X509Certificate certificate() throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(folder.resolve("it/tls.crt"))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}

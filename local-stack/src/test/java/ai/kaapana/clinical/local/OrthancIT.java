package ai.kaapana.clinical.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.kaapana.clinical.local.http.LocalHttp;
import ai.kaapana.clinical.local.process.Programs;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real Orthanc of Debian as the PACS of the stack. */
@Timeout(180)
class OrthancIT {
  @TempDir Path folder;

  private final Path root = Path.of(System.getProperty("project.root", ".."));

  @BeforeEach
  void isInstalled() {
    assumeTrue(Programs.find("Orthanc").isPresent(), "Orthanc is not installed");
  }

  @Test
  void servesTheFilesToTheOneUserAndHasThemOnceAfterARestart() throws IOException {
    var options =
        StackOptions.of(root, folder.resolve("data"))
            .only(Component.PACS)
            .withPacs(PacsKind.ORTHANC)
            .withDicom(root.resolve("demo-cohort/dicom/01"))
            .withSpaceNeeded(0);
    try (var stack = Stack.start(options)) {
      var address = stack.address(Component.PACS);
      int instances = instances(address);
      assertThat(instances).isPositive();
      assertThat(LocalHttp.anonymous().get(URI.create(address + "/studies")).status())
          .isEqualTo(401);

      stack.kill9(Component.PACS);
      stack.restart(Component.PACS);

      assertThat(stack.address(Component.PACS)).isEqualTo(address);
      assertThat(instances(address)).isEqualTo(instances);
    }
  }

  private int instances(URI address) throws IOException {
    var password = Files.readString(folder.resolve("data/secrets/pacs")).strip();
    var login =
        Base64.getEncoder().encodeToString(("demo:" + password).getBytes(StandardCharsets.UTF_8));
    var http = new LocalHttp(() -> Map.of("Authorization", "Basic " + login));
    var answer = http.get(URI.create(address + "/instances"), "application/dicom+json");
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().size();
  }
}

package ai.kaapana.clinical.linker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.testing.auth.AuthMatrix;
import ai.kaapana.clinical.testing.auth.RunningService;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every route of the service as every caller, against the table. */
class AuthMatrixIT {

  private static final AuthMatrix MATRIX = AuthMatrix.of("dicom-linker");

  @TempDir private static Path folder;
  private static RunningService service;

  @BeforeAll
  static void start() {
    service =
        RunningService.start(
            DicomLinkerApplication.class,
            "dicom-linker",
            folder,
            "clinical.linker.pacs.name=away",
            "clinical.linker.pacs.base-url=http://127.0.0.1:9",
            "clinical.linker.pacs.time-zone=Europe/Berlin");
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
  }

  @Test
  void everyRouteHasALineAndEveryLineARoute() {
    MATRIX.covers(service.routes());
  }

  @Test
  void everyDoorStandsAsWritten() {
    MATRIX.holds(service.calls());
  }

  @Test
  void theServiceRefusesToStartWithoutAnIssuerOutsideLoopback() {
    var settings = List.of("server.port=0", "server.address=0.0.0.0");
    assertThatThrownBy(() -> RunningService.run(DicomLinkerApplication.class, settings))
        .hasStackTraceContaining("clinical.security.issuer");
  }
}

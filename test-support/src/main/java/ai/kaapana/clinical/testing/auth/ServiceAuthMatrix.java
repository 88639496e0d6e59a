package ai.kaapana.clinical.testing.auth;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every route of a feeder as every caller, against the table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServiceAuthMatrix {

  private final Class<?> application;
  private final String component;
  private final AuthMatrix matrix;
  private RunningService service;

  /**
   * Tests one service.
   *
   * @param application its Spring application
   * @param component its name in the table
   */
  protected ServiceAuthMatrix(Class<?> application, String component) {
    this.application = application;
    this.component = component;
    this.matrix = AuthMatrix.of(component);
  }

  /** Settings that this service needs beside those of all, as {@code key=value}. */
  protected String[] settings(Path folder) {
    return new String[0];
  }

  @BeforeAll
  void start(@TempDir Path folder) {
    service = RunningService.start(application, component, folder, settings(folder));
  }

  @AfterAll
  void stop() {
    if (service != null) {
      service.close();
    }
  }

  @Test
  void everyRouteHasALineAndEveryLineARoute() {
    matrix.covers(service.routes());
  }

  @Test
  void everyDoorStandsAsWritten() {
    matrix.holds(service.calls());
  }

  @Test
  void theServiceRefusesToStartWithoutAnIssuerOutsideLoopback() {
    var settings = List.of("server.port=0", "server.address=0.0.0.0");
    assertThatThrownBy(() -> RunningService.run(application, settings))
        .hasStackTraceContaining("clinical.security.issuer");
  }
}

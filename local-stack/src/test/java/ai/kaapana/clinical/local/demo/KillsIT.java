package ai.kaapana.clinical.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.local.Component;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** SIGKILL in the middle of work ends, after the restart, in the state of an undisturbed run. */
@ExtendWith(SystemUnderTest.Provider.class)
class KillsIT {

  @ParameterizedTest
  @CsvSource({
    "DICOM_LINKER,      DICOM_LINKER",
    "IMPORT_SERVICE,    IMPORT_SERVICE",
    "RADIOMICS_ADAPTER, RADIOMICS_ADAPTER",
    "POSTGRES,          IMPORT_SERVICE"
  })
  void aKilledPartLosesNothing(Component victim, Component working, SystemUnderTest system)
      throws Exception {
    killDuringWork(victim, working, system);
  }

  @Tag("acceptance")
  @ParameterizedTest
  @EnumSource(names = {"DICOM_LINKER", "RADIOMICS_ADAPTER"})
  void aKilledStoreLosesNothing(Component working, SystemUnderTest system) throws Exception {
    killDuringWork(Component.FHIR_SERVER, working, system);
  }

  private static void killDuringWork(Component victim, Component working, SystemUnderTest system)
      throws Exception {
    var undisturbed = system.undisturbed();
    system.empty();
    if (working != Component.DICOM_LINKER) {
      system.feeds().link();
    }
    var before = system.snapshot().versions();
    var work = CompletableFuture.runAsync(() -> run(system, working));
    awaitFirstWrites(system, before);

    system.stack().kill9(victim);
    system.stack().restart(victim);

    work.get(4, TimeUnit.MINUTES);
    system.feeds().all();
    system.snapshot().assertEqualStateAndVersions(undisturbed);
  }

  private static void awaitFirstWrites(SystemUnderTest system, long before)
      throws SQLException, InterruptedException {
    var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (system.snapshot().versions() <= before) {
      assertThat(System.nanoTime()).as("work begins in time").isLessThan(deadline);
      Thread.sleep(5);
    }
  }

  private static void run(SystemUnderTest system, Component feeder) {
    try {
      system.feeds().run(feeder);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

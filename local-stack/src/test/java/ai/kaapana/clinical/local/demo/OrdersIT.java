package ai.kaapana.clinical.local.demo;

import static ai.kaapana.clinical.local.Component.DICOM_LINKER;
import static ai.kaapana.clinical.local.Component.IMPORT_SERVICE;
import static ai.kaapana.clinical.local.Component.RADIOMICS_ADAPTER;

import ai.kaapana.clinical.local.Component;
import ai.kaapana.clinical.testing.StateSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The feeders in every order, and all at once, end in the same state. */
@Tag("acceptance")
@ExtendWith(SystemUnderTest.Provider.class)
class OrdersIT {

  private static final Duration SETTLED = Duration.ofMinutes(2);

  static Stream<Arguments> orders() {
    return Stream.of(
            List.of(DICOM_LINKER, RADIOMICS_ADAPTER, IMPORT_SERVICE),
            List.of(IMPORT_SERVICE, DICOM_LINKER, RADIOMICS_ADAPTER),
            List.of(IMPORT_SERVICE, RADIOMICS_ADAPTER, DICOM_LINKER),
            List.of(RADIOMICS_ADAPTER, DICOM_LINKER, IMPORT_SERVICE),
            List.of(RADIOMICS_ADAPTER, IMPORT_SERVICE, DICOM_LINKER))
        .map(Arguments::of);
  }

  /** The sixth order, link, import, ingest, is the undisturbed one. */
  @ParameterizedTest
  @MethodSource("orders")
  void everyOrderEndsInTheSameState(List<Component> order, SystemUnderTest system)
      throws Exception {
    var undisturbed = system.undisturbed();
    system.empty();
    for (var feeder : order) {
      system.feeds().run(feeder);
    }
    assertSettlesAt(undisturbed, system);
  }

  @Test
  void allAtOnceEndInTheSameState(SystemUnderTest system) throws Exception {
    var undisturbed = system.undisturbed();
    system.empty();
    system.feeds().allAtOnce();
    assertSettlesAt(undisturbed, system);
  }

  /** What waits is tried again by itself, so the state comes without a further request. */
  private static void assertSettlesAt(StateSnapshot undisturbed, SystemUnderTest system)
      throws Exception {
    var deadline = System.nanoTime() + SETTLED.toNanos();
    var now = system.snapshot();
    while (!now.differences(undisturbed).isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(500);
      now = system.snapshot();
    }
    now.assertEqualState(undisturbed);
  }
}

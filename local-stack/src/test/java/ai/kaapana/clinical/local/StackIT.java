package ai.kaapana.clinical.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.local.process.Child;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with the real PostgreSQL and services of a few lines. */
@Timeout(180)
class StackIT {
  @TempDir Path folder;

  private final List<String> messages = new CopyOnWriteArrayList<>();

  @Test
  void refusesASecondLauncherOnTheSameFolder() {
    try (var first = Stack.start(options().only(Component.POSTGRES))) {
      assertThat(first.isComplete()).isTrue();

      assertThatThrownBy(() -> Stack.start(options().only(Component.POSTGRES)))
          .isInstanceOf(StackException.class)
          .hasMessageContaining("Another start already works with");
      assertThat(first.isAlive(Component.POSTGRES)).isTrue();
    }
  }

  @Test
  void goesOnWhereAKilledLauncherEnded() throws Exception {
    fakes().answering(Component.FHIR_SERVER, "fhir-server");
    var launcher = launcherProcess();
    var service = pid("fhir-server");
    var postgres = pid("postgres");

    launcher.destroyForcibly().waitFor();
    assertThat(ProcessHandle.of(service)).as("the service outlives its launcher").isPresent();

    try (var stack = Stack.start(options().only(Component.FHIR_SERVER))) {
      assertThat(ProcessHandle.of(service).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(ProcessHandle.of(postgres).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(messages)
          .anySatisfy(
              message ->
                  assertThat(message).contains("stopped a fhir-server that an earlier start left"))
          .anySatisfy(
              message -> assertThat(message).contains("PostgreSQL of an earlier start still runs"));
      try (var connection = stack.database("fhir").connect();
          var rows = connection.createStatement().executeQuery("select n from kept")) {
        assertThat(rows.next()).isTrue();
      }
    }
  }

  @Test
  void endsItsChildrenInOrderWhenItIsAskedToStop() throws Exception {
    fakes().answering(Component.FHIR_SERVER, "fhir-server");
    var launcher = launcherProcess();
    var service = ProcessHandle.of(pid("fhir-server")).orElseThrow();
    var postgres = ProcessHandle.of(pid("postgres")).orElseThrow();

    launcher.destroy();

    assertThat(Child.ended(launcher.toHandle(), Duration.ofSeconds(60))).isTrue();
    assertThat(service.isAlive()).isFalse();
    assertThat(postgres.isAlive()).isFalse();
    assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();
  }

  @Test
  void tellsWhatAServiceSaidThatDiesAtItsStart() throws IOException {
    fakes()
        .program(
            Component.FHIR_SERVER,
            "System.out.println(\"the key of the store is missing\"); System.exit(7);");

    assertThatThrownBy(() -> Stack.start(options().only(Component.FHIR_SERVER)))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("fhir-server ended with exit code 7")
        .hasMessageContaining("the key of the store is missing");
    assertThat(folder.resolve("data/postgres/postmaster.pid"))
        .as("nothing is left running")
        .doesNotExist();
  }

  @Test
  void saysThatTheDiskIsFullWhenAServiceDiesOfIt() throws IOException {
    fakes()
        .program(
            Component.FHIR_SERVER, "throw new java.io.IOException(\"No space left on device\");");

    assertThatThrownBy(() -> Stack.start(options().only(Component.FHIR_SERVER)))
        .isInstanceOf(StackException.class)
        .hasMessageStartingWith("The disk is full");
  }

  @Test
  void noticesWhenSomebodyElseAnswers() throws IOException {
    fakes().answering(Component.FHIR_SERVER, "grafana");

    assertThatThrownBy(() -> Stack.start(options().only(Component.FHIR_SERVER)))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("but it is grafana");
  }

  @Test
  void namesAFixedPortThatIsTaken() throws IOException {
    fakes().answering(Component.FHIR_SERVER, "fhir-server");
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var busy = options().only(Component.FHIR_SERVER).withPort(other.getLocalPort());

      assertThatThrownBy(() -> Stack.start(busy))
          .isInstanceOf(StackException.class)
          .hasMessageContaining("Port " + other.getLocalPort() + " is already in use");
    }
  }

  @Test
  void namesAModuleThatIsNotBuilt() {
    assertThatThrownBy(() -> Stack.start(options().only(Component.FHIR_SERVER)))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("fhir-server is not built")
        .hasMessageContaining("./demo");
  }

  @Test
  void refusesToStartWithoutEnoughSpace() {
    assertThatThrownBy(
            () -> Stack.start(options().only(Component.POSTGRES).withSpaceNeeded(Long.MAX_VALUE)))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("MB are needed");
    assertThat(folder.resolve("data/postgres")).doesNotExist();
  }

  @Test
  void startsAKilledServiceAgainWhereItWas() throws IOException {
    fakes().answering(Component.FHIR_SERVER, "fhir-server");
    try (var stack = Stack.start(options().only(Component.FHIR_SERVER))) {
      var address = stack.fhir();

      stack.kill9(Component.FHIR_SERVER);
      assertThat(stack.isComplete()).isFalse();
      assertThat(stack.troubles())
          .singleElement()
          .asString()
          .contains("fhir-server ended with exit code 137");
      stack.restart(Component.FHIR_SERVER);

      assertThat(stack.fhir()).isEqualTo(address);
      assertThat(stack.troubles()).isEmpty();
      assertThat(stack.http().get(URI.create(address + "/metadata")).status()).isEqualTo(200);
    }
  }

  @Test
  void tellsServicesTheirSettingsInAFileAndNotInTheProcessList() throws IOException {
    fakes()
        .answering(Component.FHIR_SERVER, "fhir-server")
        .answering(Component.DICOM_LINKER, "dicom-linker");
    try (var stack = Stack.start(options().only(Component.FHIR_SERVER, Component.DICOM_LINKER))) {
      var settings = Files.readString(stack.data().resolve("config/dicom-linker.properties"));
      var password = stack.database("linker").password();

      assertThat(settings)
          .contains("clinical.fhir.base-url=" + stack.fhir())
          .contains("clinical.security.trusted.fhir-server=")
          .contains("spring.datasource.password=" + password)
          .doesNotContain("insecure");
      assertThat(
              Files.readString(
                  Path.of("/proc/" + stack.process(Component.DICOM_LINKER).pid() + "/cmdline")))
          .doesNotContain(password);
    }
  }

  @Test
  void beginsWithAnEmptyStoreAfterAReset() throws SQLException {
    try (var stack = Stack.start(options().only(Component.POSTGRES));
        var connection = stack.database("fhir").connect()) {
      connection.createStatement().execute("create table kept (n int)");
    }
    try (var stack = Stack.start(options().only(Component.POSTGRES).withReset(true));
        var connection = stack.database("fhir").connect();
        var rows =
            connection.createStatement().executeQuery("select to_regclass('kept') is null")) {
      rows.next();
      assertThat(rows.getBoolean(1)).isTrue();
    }
  }

  private StackOptions options() {
    return StackOptions.of(folder.resolve("checkout"), folder.resolve("data"))
        .withSpaceNeeded(0)
        .withMessages(messages::add);
  }

  private FakeModules fakes() {
    return new FakeModules(folder.resolve("checkout"));
  }

  /** A launcher in a process of its own, which has made a table in the store and waits. */
  private Process launcherProcess() throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LauncherProcess.class.getName(),
                folder.resolve("checkout").toString(),
                folder.resolve("data").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("launcher.log").toFile())
            .start();
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!Files.readString(folder.resolve("launcher.log")).contains("up")) {
      assertThat(process.isAlive() && System.nanoTime() < end)
          .as(() -> folder.resolve("launcher.log") + " does not say that it is up")
          .isTrue();
      Thread.sleep(100);
    }
    return process;
  }

  private long pid(String name) throws IOException {
    return Long.parseLong(
        Files.readString(folder.resolve("data/run/" + name + ".pid")).split(" ")[0]);
  }
}

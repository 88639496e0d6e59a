package ai.kaapana.clinical.local;

import java.nio.file.Path;

/** A launcher that the tests can kill. */
final class LauncherProcess {
  private LauncherProcess() {}

  public static void main(String[] arguments) throws Exception {
    var options =
        StackOptions.of(Path.of(arguments[0]), Path.of(arguments[1]))
            .only(Component.FHIR_SERVER)
            .withSpaceNeeded(0);
    var main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  main.interrupt();
                  try {
                    main.join(60_000);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
    try (var stack = Stack.start(options)) {
      try (var connection = stack.database("fhir").connect()) {
        connection.createStatement().execute("create table kept as select 1 as n");
      }
      System.out.println("up");
      Thread.sleep(600_000);
    } catch (InterruptedException e) {
      System.out.println("stopped");
    }
  }
}

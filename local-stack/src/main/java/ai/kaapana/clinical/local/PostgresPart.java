package ai.kaapana.clinical.local;

import ai.kaapana.clinical.local.postgres.Databases;
import ai.kaapana.clinical.local.postgres.PostgresBinaries;
import ai.kaapana.clinical.local.postgres.PostgresServer;
import ai.kaapana.clinical.local.process.Child;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** PostgreSQL with the databases of the services. */
final class PostgresPart implements Part {
  private final PostgresServer server;
  private final Databases databases;

  PostgresPart(DataFolder data, Optional<Path> jar, Consumer<String> messages) {
    var layout =
        new PostgresServer.Layout(
            data.path().resolve("postgres"),
            data.folder("logs").resolve("postgres.log"),
            data.folder("run").resolve("postgres.pid"));
    var cache = PostgresBinaries.userCache();
    var binaries =
        jar.map(from -> PostgresBinaries.unpacked(cache, from))
            .orElseGet(() -> PostgresBinaries.unpacked(cache));
    server = new PostgresServer(binaries, layout, data.secret("postgres-superuser"), 0, messages);
    databases = new Databases(server, role -> data.secret("postgres-" + role));
  }

  Databases databases() {
    return databases;
  }

  @Override
  public void start() {
    server.start();
    databases.create();
  }

  @Override
  public Child child() {
    return server.child();
  }

  @Override
  public boolean isAlive() {
    return server.isAlive();
  }

  @Override
  public URI address() {
    return URI.create("postgresql://127.0.0.1:" + server.port());
  }

  @Override
  public void stop() {
    server.stop();
  }
}

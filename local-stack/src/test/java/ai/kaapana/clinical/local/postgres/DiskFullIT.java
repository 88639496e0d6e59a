package ai.kaapana.clinical.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.kaapana.clinical.local.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL on a disk of 160 MB that becomes full. */
@Timeout(180)
class DiskFullIT {
  private static final String BATCH =
      "insert into t select n, repeat('x', 2000) from generate_series(1, 500) n";

  @TempDir Path folder;

  private Path disk;

  @BeforeEach
  void mountsASmallDisk() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(Programs.isRoot(), "a small disk can be mounted by root alone");
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=160m,mode=700", "tmpfs", disk.toString()),
        "no mount is possible here");
  }

  @AfterEach
  void unmounts() throws Exception {
    if (Programs.isRoot()) {
      run("umount", "-l", disk.toString());
    }
  }

  @Test
  void saysSoAndLosesNothingThatWasCommitted() throws SQLException {
    var server = server();
    server.start();
    int batches = fill(server);

    assertThat(server.child().log().tellsNoSpace()).isTrue();
    assertThat(rows(server)).isEqualTo(batches * 500L);

    server.child().kill();
    makeRoom();
    server.start();
    assertThat(rows(server)).isEqualTo(batches * 500L);
    server.stop();
  }

  private static int fill(PostgresServer server) throws SQLException {
    int batches = 0;
    try (var connection = server.connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute(
          "create table t (n int, x text); alter table t alter x set storage external");
      while (batches < 1000) {
        statement.execute(BATCH);
        batches++;
      }
    } catch (SQLException full) {
      assertThatThrownBy(
              () -> {
                throw full;
              })
          .hasMessageContaining("No space left on device");
    }
    assertThat(batches).isBetween(1, 999);
    return batches;
  }

  /** Recovery itself needs a little space for its log. */
  private void makeRoom() {
    try {
      assertThat(run("mount", "-o", "remount,size=400m", disk.toString())).isTrue();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static long rows(PostgresServer server) throws SQLException {
    try (var connection = server.connect("postgres");
        var row = connection.createStatement().executeQuery("select count(*) from t")) {
      row.next();
      return row.getLong(1);
    }
  }

  private PostgresServer server() {
    var layout =
        new PostgresServer.Layout(
            disk.resolve("postgres"),
            folder.resolve("logs/postgres.log"),
            folder.resolve("run/postgres.pid"));
    return new PostgresServer(
        PostgresBinaries.unpacked(PostgresBinaries.userCache()),
        layout,
        "5ecret",
        0,
        message -> {});
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }
}

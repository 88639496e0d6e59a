package ai.kaapana.clinical.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.local.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real PostgreSQL from the class path. */
@Timeout(180)
class PostgresServerIT {
  private static final String PASSWORD = "5ecret";

  @TempDir Path folder;

  private final List<String> messages = new ArrayList<>();
  private final List<PostgresServer> servers = new ArrayList<>();

  @AfterEach
  void stopsAll() {
    servers.forEach(PostgresServer::stop);
  }

  @Test
  void isDurableAndOnlyOnTheLoopbackAddressAndAsksForPasswords() throws SQLException {
    var server = started();

    assertThat(setting(server, "fsync")).isEqualTo("on");
    assertThat(setting(server, "synchronous_commit")).isEqualTo("on");
    assertThat(setting(server, "full_page_writes")).isEqualTo("on");
    assertThat(setting(server, "data_checksums")).isEqualTo("on");
    assertThat(setting(server, "listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(setting(server, "server_version")).startsWith("17.");
    assertThatThrownBy(
            () ->
                DriverManager.getConnection(server.jdbcUrl("postgres"), "clinical_admin", "guess"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void keepsItsRowsOverAnOrderlyStop() throws SQLException {
    var first = started();
    execute(first, "create table kept (n int); insert into kept values (42)");
    first.stop();

    assertThat(value(started(), "select n from kept")).isEqualTo("42");
  }

  @Test
  void keepsCommittedRowsOverAKillAndAnImmediateRestartOnTheSamePort() throws SQLException {
    var server = started();
    int port = server.port();
    execute(server, "create table kept (n int); insert into kept select generate_series(1, 5000)");

    server.child().kill();
    server.start();

    assertThat(server.port()).isEqualTo(port);
    assertThat(value(server, "select count(*) from kept")).isEqualTo("5000");
  }

  @Test
  void stopsTheServerOfAKilledLauncherBeforeItStarts() throws SQLException {
    var forgotten = started();
    execute(forgotten, "create table kept (n int); insert into kept values (1)");

    var next = started();

    assertThat(forgotten.isAlive()).isFalse();
    assertThat(messages)
        .anySatisfy(message -> assertThat(message).contains("still runs on this folder"));
    assertThat(value(next, "select count(*) from kept")).isEqualTo("1");
  }

  @Test
  void startsOverAStaleFileWithTheNumberOfALiveProcess() throws Exception {
    started().stop();
    Files.writeString(
        folder.resolve("postgres/postmaster.pid"), ProcessHandle.current().pid() + "\nx\n1\n1\n");

    assertThat(value(started(), "select 1")).isEqualTo("1");
    assertThat(messages).anySatisfy(message -> assertThat(message).contains("another program"));
  }

  @Test
  void namesBothVersionsWhenTheFolderIsOfAnotherOne() throws IOException {
    started().stop();
    Files.writeString(folder.resolve("postgres/PG_VERSION"), "15\n");

    assertThatThrownBy(this::started)
        .isInstanceOf(StackException.class)
        .hasMessageContaining("PostgreSQL 15")
        .hasMessageContaining("PostgreSQL 17")
        .hasMessageContaining("--reset");
  }

  @Test
  void startsAfreshAfterAnInterruptedFirstStart() throws Exception {
    Files.createDirectories(folder.resolve("postgres.new/base"));
    Files.writeString(folder.resolve("postgres.new/PG_VERSION"), "17\n");

    assertThat(value(started(), "select 1")).isEqualTo("1");
  }

  @Test
  void saysThatItsPortWasTakenInBetween() throws IOException {
    var server = started();
    int port = server.port();
    server.stop();

    try (var other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      assertThatThrownBy(server::start)
          .isInstanceOf(StackException.class)
          .hasMessageContaining("port " + port)
          .hasMessageContaining("taken in between");
    }
  }

  @Test
  void refusesAPasswordThatIsNotThatOfTheFolder() {
    started().stop();

    var stranger = server("other");
    assertThatThrownBy(stranger::start)
        .isInstanceOf(StackException.class)
        .hasMessageContaining("password");
    assertThat(stranger.isAlive()).isFalse();
  }

  @Test
  void givesEachServiceItsOwnDatabaseAndNoOther() throws SQLException {
    var server = started();
    var databases = new Databases(server, role -> "password-of-" + role);
    databases.create();
    databases.create();

    try (var connection = databases.owned("linker").connect()) {
      connection.createStatement().execute("create table t (n int)");
    }
    var trespasser = new Database(server.jdbcUrl("linker"), "importer", "password-of-importer");
    assertThatThrownBy(trespasser::connect)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
  }

  @Test
  void keepsTheAuditTrailFromTheRoleOfTheRunningService() throws SQLException {
    var databases = new Databases(started(), role -> "password-of-" + role);
    databases.create();

    try (var owner = databases.migration().connect()) {
      owner
          .createStatement()
          .execute("create table audit_event (n int); grant select, insert on audit_event to fhir");
    }
    try (var service = databases.owned("fhir").connect()) {
      service
          .createStatement()
          .execute("insert into audit_event values (1); create table hapi (n int)");
      for (var forbidden :
          List.of(
              "delete from audit_event",
              "update audit_event set n = 2",
              "drop table audit_event")) {
        assertThatThrownBy(() -> service.createStatement().execute(forbidden))
            .isInstanceOf(SQLException.class);
      }
    }
  }

  @Test
  void writesNoValuesIntoItsLog() throws Exception {
    var server = started();
    execute(server, "create table t (name text primary key); insert into t values ('Canary-7431')");

    assertThatThrownBy(() -> execute(server, "insert into t values ('Canary-7431')"))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> execute(server, "select 'Canary-7431'::int"))
        .isInstanceOf(SQLException.class);

    assertThat(Files.readString(folder.resolve("logs/postgres.log")))
        .contains("duplicate key")
        .doesNotContain("insert into t")
        .doesNotContain("(name)=(");
  }

  private PostgresServer started() {
    var server = server(PASSWORD);
    server.start();
    return server;
  }

  private PostgresServer server(String password) {
    var layout =
        new PostgresServer.Layout(
            folder.resolve("postgres"),
            folder.resolve("logs/postgres.log"),
            folder.resolve("run/postgres.pid"));
    var binaries = PostgresBinaries.unpacked(PostgresBinaries.userCache());
    var server = new PostgresServer(binaries, layout, password, 0, messages::add);
    servers.add(server);
    return server;
  }

  private static String setting(PostgresServer server, String name) throws SQLException {
    return value(server, "show " + name);
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (var connection = server.connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String value(PostgresServer server, String sql) throws SQLException {
    try (var connection = server.connect("postgres");
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}

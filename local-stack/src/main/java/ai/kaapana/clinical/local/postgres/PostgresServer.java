package ai.kaapana.clinical.local.postgres;

import ai.kaapana.clinical.local.StackException;
import ai.kaapana.clinical.local.process.Child;
import ai.kaapana.clinical.local.process.Ports;
import ai.kaapana.clinical.local.process.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server on a folder of ours: durable (fsync and synchronous commit on, data
 * checksums), on the loopback address alone, with passwords.
 */
public final class PostgresServer {
  private static final String ADMIN = "clinical_admin";
  private static final Duration FOR_RECOVERY = Duration.ofMinutes(5);
  private static final int ATTEMPTS = 4;

  /** Before it, the C locale is the one that sorts the same on every machine. */
  private static final int FIRST_WITH_BUILTIN_LOCALES = 17;

  private final PostgresBinaries binaries;
  private final Layout layout;
  private final String password;
  private final Consumer<String> messages;
  private int port;
  private @Nullable Child child;

  /**
   * Where the server keeps its files.
   *
   * @param data the data folder, created at the first start
   * @param log its output
   * @param noted the file with the identity of its process
   */
  public record Layout(Path data, Path log, Path noted) {}

  /**
   * A server that is not started yet.
   *
   * @param password of the superuser {@code clinical_admin}; the same at every start on one folder
   * @param port the port, 0 for a free one
   */
  public PostgresServer(
      PostgresBinaries binaries,
      Layout layout,
      String password,
      int port,
      Consumer<String> messages) {
    this.binaries = binaries;
    this.layout = layout;
    this.password = password;
    this.port = port;
    this.messages = messages;
  }

  /**
   * Frees a data folder from what an earlier launcher left: a server that still runs is stopped in
   * order, a stale {@code postmaster.pid} is removed.
   */
  public static void makeWay(Path data, Consumer<String> messages) {
    if (Files.isDirectory(data)) {
      new Postmaster(data, messages).makeWay();
    }
  }

  /** Starts it and returns when it answers. A later start uses the same port. */
  public void start() {
    createIfNeeded();
    checkVersion();
    makeWay(layout.data(), messages);
    boolean fixed = port != 0;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (!fixed) {
        port = Ports.free();
      }
      child = launch();
      if (answers(child)) {
        return;
      }
      if (!child.log().tellsPortTaken()) {
        throw failed(child);
      }
      if (fixed) {
        throw new StackException(
            "PostgreSQL needs port "
                + port
                + " again, which another program has taken in between. Stop that program and start again.");
      }
      messages.accept("port " + port + " was taken in between; trying another one");
    }
    throw new StackException("PostgreSQL found no port that stays free for it.");
  }

  /** The port that it listens on. */
  public int port() {
    return port;
  }

  /** Its process. */
  public Child child() {
    return Optional.ofNullable(child)
        .orElseThrow(() -> new IllegalStateException("PostgreSQL is not started"));
  }

  /** Whether it was started and runs. */
  public boolean isAlive() {
    return child != null && child.isAlive();
  }

  /** The JDBC address of one of its databases. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** A connection as superuser, to be closed by the caller. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        jdbcUrl(database) + "?connectTimeout=5&loginTimeout=10", ADMIN, password);
  }

  /** Stops it in order (PostgreSQL's fast shutdown). */
  public void stop() {
    if (child == null || !child.isAlive()) {
      return;
    }
    Postmaster.signal(child.handle(), "INT");
    Child.ended(child.handle(), Duration.ofSeconds(60));
    child.stop(Duration.ofSeconds(10));
  }

  private void createIfNeeded() {
    if (Files.exists(layout.data().resolve("PG_VERSION"))) {
      return;
    }
    if (Files.exists(layout.data())) {
      throw new StackException(
          layout.data()
              + " is no database of ours: it has no PG_VERSION. Move it away and start again.");
    }
    var part = layout.data().resolveSibling(layout.data().getFileName() + ".new");
    var passwordFile = layout.data().resolveSibling("initial-password");
    try {
      // What an interrupted first start left behind holds nothing yet.
      Folders.delete(part);
      Folders.writePrivate(passwordFile, password + "\n");
      initialize(part, passwordFile);
      Files.move(part, layout.data());
      Files.delete(passwordFile);
    } catch (IOException e) {
      throw new StackException(
          "The database folder " + layout.data() + " cannot be created: " + e.getMessage(), e);
    }
  }

  private void initialize(Path folder, Path passwordFile) throws IOException {
    var command = new ArrayList<>(unprivileged());
    command.add(binaries.program("initdb").toString());
    command.addAll(List.of("-D", folder.toString(), "-U", ADMIN, "--pwfile=" + passwordFile));
    command.addAll(
        List.of(
            "--auth=scram-sha-256", "--data-checksums", "--encoding=UTF8", "--no-instructions"));
    command.add("--locale=C");
    if (binaries.major() >= FIRST_WITH_BUILTIN_LOCALES) {
      command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    }
    Files.createDirectories(layout.log().getParent());
    var log = layout.log().resolveSibling("postgres-init.log");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new StackException(
            "PostgreSQL cannot create its folder." + reason(Files.readString(log)));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while PostgreSQL created its folder", e);
    }
  }

  /**
   * PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, with the same
   * files.
   */
  private static List<String> unprivileged() {
    if (!Programs.isRoot()) {
      return List.of();
    }
    var unshare =
        Programs.find("unshare")
            .orElseThrow(
                () ->
                    new StackException(
                        "PostgreSQL does not run as root. Start as another user, or install util-linux."));
    return List.of(unshare.toString(), "-U");
  }

  private static String reason(String log) {
    var hint =
        log.contains("unshare")
            ? "\nPostgreSQL does not run as root, and this machine allows no user namespaces: start as another user."
            : log.contains("No space left")
                ? "\nThe disk is full: free some space, or choose another folder with --data."
                : "";
    return hint + "\n" + log.strip();
  }

  private void checkVersion() {
    try {
      var found = Files.readString(layout.data().resolve("PG_VERSION")).strip();
      var needed = majorVersion();
      if (!found.equals(needed)) {
        throw new StackException(
            "%s was written by PostgreSQL %s, this program comes with PostgreSQL %s, which cannot read it. Choose another folder with --data, or empty this one with --reset (its contents are lost)."
                .formatted(layout.data(), found, needed));
      }
    } catch (IOException e) {
      throw new StackException(
          "PG_VERSION of " + layout.data() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private String majorVersion() throws IOException {
    var process = new ProcessBuilder(binaries.program("postgres").toString(), "--version").start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return text.replaceAll("(?s).*\\) (\\d+).*", "$1");
  }

  private Child launch() {
    var command = new ArrayList<>(unprivileged());
    command.add(binaries.program("postgres").toString());
    command.addAll(List.of("-D", layout.data().toString()));
    settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return Child.start(
        new Child.Start(
            "postgres", command, Map.of(), layout.data(), layout.log(), layout.noted()));
  }

  private Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("listen_addresses", "127.0.0.1"),
        Map.entry("port", Integer.toString(port)),
        Map.entry("unix_socket_directories", ""),
        Map.entry("fsync", "on"),
        Map.entry("synchronous_commit", "on"),
        Map.entry("full_page_writes", "on"),
        Map.entry("password_encryption", "scram-sha-256"),
        Map.entry("max_connections", "120"),
        Map.entry("shared_buffers", "256MB"),
        Map.entry("max_wal_size", "2GB"),
        Map.entry("timezone", "UTC"),
        // A log may not hold values of patients: no statements, no parameters, no key values in
        // DETAIL.
        Map.entry("log_min_error_statement", "panic"),
        Map.entry("log_error_verbosity", "terse"),
        Map.entry("log_parameter_max_length_on_error", "0"),
        Map.entry("log_statement", "none"),
        Map.entry("log_timezone", "UTC"));
  }

  /** Waits until the server answers and is ours; false if it ended before. */
  private boolean answers(Child server) {
    long end = System.nanoTime() + FOR_RECOVERY.toNanos();
    while (System.nanoTime() < end) {
      try (var connection = connect("postgres");
          var statement = connection.createStatement();
          var row = statement.executeQuery("show data_directory")) {
        row.next();
        if (Path.of(row.getString(1)).toRealPath().equals(layout.data().toRealPath())) {
          return true;
        }
      } catch (SQLException | IOException e) {
        if ("28P01".equals(e instanceof SQLException sql ? sql.getSQLState() : "")
            && server.isAlive()) {
          server.stop(Duration.ofSeconds(10));
          throw new StackException(
              "PostgreSQL refuses the stored password of this data folder; its folder secrets was changed or lost.",
              e);
        }
      }
      if (Child.ended(server.handle(), Duration.ofMillis(100))) {
        return false;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new StackException("The start of PostgreSQL was interrupted.");
      }
    }
    throw new StackException("PostgreSQL did not become ready. " + server.epitaph());
  }

  private static StackException failed(Child server) {
    var space =
        server.log().tellsNoSpace()
            ? "The disk is full: free some space, or choose another folder with --data.\n"
            : "";
    return new StackException(space + "PostgreSQL did not start. " + server.epitaph());
  }
}

package ai.kaapana.clinical.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One real PostgreSQL for all tests of a JVM, started when the first test needs it and stopped with
 * the JVM. Every test takes a database of its own.
 *
 * <p>It writes as durably as in production ({@code fsync}, {@code synchronous_commit}), because
 * tests of crashes rely on it.
 */
public final class TestPostgres {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;

  private TestPostgres() {}

  /**
   * A database and the role that owns it.
   *
   * @param url the JDBC URL, without credentials
   */
  public record Database(String url, String user, String password) {

    /** A new connection as the owner. */
    public Connection connect() {
      try {
        return DriverManager.getConnection(url, user, password);
      } catch (SQLException e) {
        throw new IllegalStateException("no connection to the test database", e);
      }
    }

    /** Runs statements as the owner. */
    public void execute(String sql) {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException("statement failed", e);
      }
    }

    /** The three settings of a Spring service, as {@code key=value}. */
    public String[] springProperties() {
      return new String[] {
        "spring.datasource.url=" + url,
        "spring.datasource.username=" + user,
        "spring.datasource.password=" + password
      };
    }
  }

  /** A new, empty database with an owner role of its own. */
  public static Database newDatabase() {
    String name = "test_" + COUNT.incrementAndGet();
    byte[] random = new byte[16];
    ThreadLocalRandom.current().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    EmbeddedPostgres running = running();
    try (Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create role " + name + " login password '" + password + "'");
      statement.execute("create database " + name + " owner " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("no new test database", e);
    }
    String url = "jdbc:postgresql://127.0.0.1:" + running.getPort() + "/" + name;
    return new Database(url, name, password);
  }

  /** The port of the server on the loopback address. */
  public static int port() {
    return running().getPort();
  }

  private static synchronized EmbeddedPostgres running() {
    EmbeddedPostgres found = server;
    if (found == null) {
      found = start();
      server = found;
      Runtime.getRuntime().addShutdownHook(new Thread(TestPostgres::stop, "test-postgres-stop"));
    }
    return found;
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("max_connections", "200")
          .setServerConfig("listen_addresses", "127.0.0.1")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL for tests did not start", e);
    }
  }

  private static synchronized void stop() {
    EmbeddedPostgres found = server;
    server = null;
    if (found != null) {
      try {
        found.close();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL for tests did not stop", e);
      }
    }
  }
}

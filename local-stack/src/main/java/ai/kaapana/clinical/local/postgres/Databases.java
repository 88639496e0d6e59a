package ai.kaapana.clinical.local.postgres;

import ai.kaapana.clinical.local.StackException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The databases and roles of the services: one database with one owner each, nobody else may
 * connect.
 *
 * <p>The audit trail of the FHIR store belongs to a role that the running service does not use,
 * {@code fhir_migration}. It owns the schema too, since the owner of a schema can drop every table
 * in it.
 */
public final class Databases {
  /** Each is a database and the role that owns it. */
  public static final List<String> NAMES = List.of("fhir", "linker", "importer", "radiomics");

  /** The role that owns the audit trail and migrates it. */
  public static final String MIGRATION_ROLE = "fhir_migration";

  private final PostgresServer server;
  private final UnaryOperator<String> passwords;

  /**
   * @param passwords role to password; the same at every start
   */
  public Databases(PostgresServer server, UnaryOperator<String> passwords) {
    this.server = server;
    this.passwords = passwords;
  }

  /** Creates what is missing; what exists keeps its contents and gets the noted passwords. */
  public void create() {
    try (var connection = server.connect("postgres")) {
      for (var name : NAMES) {
        createRole(connection, name);
        createDatabase(connection, name);
      }
      createRole(connection, MIGRATION_ROLE);
      execute(connection, "grant connect on database fhir to " + MIGRATION_ROLE);
    } catch (SQLException e) {
      throw new StackException("The databases cannot be created: " + e.getMessage(), e);
    }
    try (var connection = server.connect("fhir")) {
      execute(connection, "alter schema public owner to " + MIGRATION_ROLE);
      execute(connection, "grant usage, create on schema public to fhir");
    } catch (SQLException e) {
      throw new StackException(
          "The rights of the FHIR database cannot be set: " + e.getMessage(), e);
    }
  }

  /** A database as its owner reaches it. */
  public Database owned(String name) {
    return new Database(server.jdbcUrl(name), name, passwords.apply(name));
  }

  /** The FHIR store's database as the owner of the audit trail reaches it. */
  public Database migration() {
    return new Database(server.jdbcUrl("fhir"), MIGRATION_ROLE, passwords.apply(MIGRATION_ROLE));
  }

  private void createRole(Connection connection, String role) throws SQLException {
    if (!exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
      execute(connection, "create role " + role + " login");
    }
    execute(connection, "alter role " + role + " password '" + passwords.apply(role) + "'");
  }

  private static void createDatabase(Connection connection, String name) throws SQLException {
    if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
      execute(connection, "create database " + name + " owner " + name);
      execute(connection, "revoke connect, temporary on database " + name + " from public");
      execute(connection, "grant connect, temporary on database " + name + " to " + name);
    }
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

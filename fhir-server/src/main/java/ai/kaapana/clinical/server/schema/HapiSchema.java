package ai.kaapana.clinical.server.schema;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrationLock;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.MigrationTaskList;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.util.VersionEnum;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;

/**
 * HAPI's own tables, made and changed by HAPI's own migrator.
 *
 * <p>An empty database gets its tables in one transaction, so that a server killed in its first
 * start leaves nothing half made. One advisory lock keeps two servers from migrating at once; a
 * lock row of HAPI that is found while it is held was left by a killed server and is removed.
 */
final class HapiSchema {

  private static final String TABLE = SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME;

  /** HAPI makes the table under its upper-case name. */
  private static final String QUOTED = "\"" + TABLE + "\"";

  /** Any number that nobody else uses in this database. */
  private static final long LOCK = 0x636c696e6963L;

  private final DataSource dataSource;

  HapiSchema(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Migrates and returns the newest version; refuses a database of a newer HAPI. */
  String migrate() {
    try (var lock = dataSource.getConnection()) {
      execute(lock, "SELECT pg_advisory_lock(" + LOCK + ")");
      try {
        return migrateLocked();
      } finally {
        execute(lock, "SELECT pg_advisory_unlock(" + LOCK + ")");
      }
    } catch (SQLException e) {
      throw new SchemaException("The database cannot be reached to migrate its schema", e);
    }
  }

  private String migrateLocked() throws SQLException {
    var tasks = new HapiFhirJpaMigrationTasks(Set.of()).getAllTasks(VersionEnum.values());
    var newest = tasks.getLastVersion();
    if (hasHistory()) {
      refuseNewer(tasks, newest);
      removeStaleLock();
      migrate(dataSource, tasks);
    } else {
      try (var once = new OneTransaction(dataSource)) {
        migrate(once.dataSource(), tasks);
        once.commit();
      }
    }
    return newest;
  }

  private static void migrate(DataSource target, MigrationTaskList tasks) {
    var migrator = new HapiMigrator(TABLE, target, DriverTypeEnum.POSTGRES_9_4);
    migrator.createMigrationTableIfRequired();
    migrator.addTasks(tasks);
    migrator.migrate();
  }

  private boolean hasHistory() throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
      statement.setString(1, QUOTED);
      try (var result = statement.executeQuery()) {
        result.next();
        return result.getBoolean(1);
      }
    }
  }

  private void refuseNewer(MigrationTaskList tasks, String newest) throws SQLException {
    var known = new HashSet<MigrationVersion>();
    tasks.forEach(task -> known.add(MigrationVersion.fromVersion(task.getMigrationVersion())));
    var limit = MigrationVersion.fromVersion(newest);
    try (var connection = dataSource.getConnection();
        var statement =
            connection.prepareStatement(
                "SELECT \"version\" FROM " + QUOTED + " WHERE \"installed_rank\" >= 0");
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        var applied = rows.getString(1);
        if (applied == null) {
          continue;
        }
        var version = MigrationVersion.fromVersion(applied);
        if (!known.contains(version) && version.compareTo(limit) > 0) {
          throw new SchemaException(
              "The database was migrated by a newer fhir-server (schema %s, this one knows %s); start that version, or restore a backup"
                  .formatted(applied, newest));
        }
      }
    }
  }

  private void removeStaleLock() throws SQLException {
    try (var connection = dataSource.getConnection()) {
      execute(
          connection,
          "DELETE FROM " + QUOTED + " WHERE \"installed_rank\" = " + HapiMigrationLock.LOCK_PID);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

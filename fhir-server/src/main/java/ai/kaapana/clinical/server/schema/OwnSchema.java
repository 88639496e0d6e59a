package ai.kaapana.clinical.server.schema;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The tables of ours beside HAPI's: audit and analytics, by Flyway. */
final class OwnSchema {

  private static final String LOCATION = "classpath:db/fhir-server";
  private static final String HISTORY = "flyway_schema_history_clinical";

  private final DataSource dataSource;
  private final MigrationRole role;

  OwnSchema(DataSource dataSource, MigrationRole role) {
    this.dataSource = dataSource;
    this.role = role;
  }

  void migrate() {
    try {
      var flyway = configure().load();
      refuseNewer(flyway);
      flyway.migrate();
      if (role.isSeparate()) {
        new RuntimeGrants(flyway.getConfiguration().getDataSource()).grantTo(runtimeUser());
      }
    } catch (FlywayException | SQLException e) {
      throw new SchemaException(
          "The tables of fhir-server beside HAPI's own cannot be migrated; the cause says why", e);
    }
  }

  private FluentConfiguration configure() throws SQLException {
    var configuration =
        Flyway.configure()
            .locations(LOCATION)
            .table(HISTORY)
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .cleanDisabled(true)
            .validateMigrationNaming(true);
    return role.isSeparate()
        ? configuration.dataSource(url(), role.username(), role.password())
        : configuration.dataSource(dataSource);
  }

  private static void refuseNewer(Flyway flyway) {
    for (var applied : flyway.info().applied()) {
      if (applied.getState().name().startsWith("FUTURE")) {
        throw new SchemaException(
            "The database was migrated by a newer fhir-server (own schema %s); start that version, or restore a backup"
                .formatted(applied.getVersion()));
      }
    }
  }

  private String url() throws SQLException {
    try (var connection = dataSource.getConnection()) {
      return connection.getMetaData().getURL();
    }
  }

  private String runtimeUser() throws SQLException {
    try (var connection = dataSource.getConnection()) {
      return connection.getMetaData().getUserName();
    }
  }
}

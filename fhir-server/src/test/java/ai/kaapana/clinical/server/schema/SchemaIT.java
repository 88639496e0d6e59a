package ai.kaapana.clinical.server.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.testing.TestPostgres;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The schema is made once, refused when it is too new, and not left half made. */
class SchemaIT {

  private final TestPostgres.Database database = TestPostgres.newDatabase();
  private final DataSource dataSource =
      new DriverManagerDataSource(database.url(), database.user(), database.password());
  private final JdbcTemplate sql = new JdbcTemplate(dataSource);

  private void migrate() {
    new HapiSchema(dataSource).migrate();
    new OwnSchema(dataSource, new MigrationRole(null, null)).migrate();
  }

  private long tables(String pattern) {
    return sql.queryForObject(
        "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE ?",
        Long.class,
        pattern);
  }

  @Test
  void makesBothSchemasInAnEmptyDatabaseAndNothingTheSecondTime() {
    migrate();
    var applied = sql.queryForObject("SELECT count(*) FROM \"FLY_HFJ_MIGRATION\"", Long.class);
    migrate();
    assertThat(tables("hfj_%")).isGreaterThan(30);
    assertThat(tables("audit_event")).isEqualTo(1);
    assertThat(tables("flyway_schema_history_clinical")).isEqualTo(1);
    assertThat(sql.queryForObject("SELECT count(*) FROM \"FLY_HFJ_MIGRATION\"", Long.class))
        .isEqualTo(applied);
  }

  @Test
  void refusesASchemaOfANewerHapi() {
    migrate();
    sql.update(
        "INSERT INTO \"FLY_HFJ_MIGRATION\" (installed_rank, version, description, type, script,"
            + " installed_by, installed_on, execution_time, success)"
            + " VALUES (9999, '99.0.0.20990101.1', 'x', 'JDBC', 'x', 'x', now(), 0, true)");
    assertThatThrownBy(this::migrate)
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("newer fhir-server");
  }

  @Test
  void refusesTablesOfOursThatAreNewer() {
    migrate();
    sql.update(
        "INSERT INTO flyway_schema_history_clinical (installed_rank, version, description, type,"
            + " script, checksum, installed_by, installed_on, execution_time, success)"
            + " VALUES (9999, '99999', 'x', 'SQL', 'V99999__x.sql', 1, 'x', now(), 0, true)");
    assertThatThrownBy(this::migrate)
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("newer fhir-server");
  }

  @Test
  void removesTheLockOfAServerThatWasKilledWhileItMigrated() {
    migrate();
    sql.update(
        "INSERT INTO \"FLY_HFJ_MIGRATION\" (installed_rank, version, description, type, script,"
            + " installed_by, installed_on, execution_time, success)"
            + " VALUES (-100, null, 'killed', 'hapi-fhir-lock', 'x', 'x', now(), 0, true)");
    migrate();
    assertThat(
            sql.queryForObject(
                "SELECT count(*) FROM \"FLY_HFJ_MIGRATION\" WHERE installed_rank = -100",
                Long.class))
        .isZero();
  }

  @Test
  void leavesNothingOfAFirstMigrationThatDidNotEnd() throws SQLException {
    try (var once = new OneTransaction(dataSource)) {
      new JdbcTemplate(once.dataSource()).execute("CREATE TABLE half_made (id int)");
      try (var connection = once.dataSource().getConnection()) {
        connection.commit();
      }
    }
    assertThat(tables("half_made")).isZero();
  }

  @Test
  void takesTheAuthorsOfWhatIsStoredFromTheAudit() {
    new HapiSchema(dataSource).migrate();
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:db/fhir-server")
        .table("flyway_schema_history_clinical")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .target("101")
        .load()
        .migrate();
    line("C", "0", "alice", "person", "Observation/o1,Observation/o2");
    line("C", "0", "service:import-service", "service", "Observation/o3");
    line("U", "0", "bob", "person", "Observation/o2");
    line("D", "0", "carol", "person", "Observation/o1");
    line("C", "4", "mallory", "person", "Observation/o1");
    migrate();
    assertThat(
            sql.queryForList(
                "SELECT resource_type || '/' || resource_id || ' ' || author FROM resource_author"
                    + " ORDER BY 1",
                String.class))
        .containsExactly("Observation/o1 alice", "Observation/o2 bob");
  }

  private void line(String action, String outcome, String agent, String kind, String entities) {
    sql.update(
        "INSERT INTO audit_event (recorded, request_id, action, interaction, outcome, agent,"
            + " agent_kind, entities) VALUES (now(), 'r', ?, 'transaction', ?, ?, ?,"
            + " string_to_array(?, ','))",
        action,
        outcome,
        agent,
        kind,
        entities);
  }

  @Test
  void letsTheServiceAddToTheAuditButNotChangeItUnderARoleOfItsOwn() {
    var owner = database.user() + "_owner";
    new JdbcTemplate(superuser()).execute("CREATE ROLE " + owner + " LOGIN PASSWORD 'x'");
    sql.execute("GRANT ALL ON SCHEMA public TO " + owner);
    new HapiSchema(dataSource).migrate();
    new OwnSchema(dataSource, new MigrationRole(owner, "x")).migrate();
    sql.update(
        "INSERT INTO audit_event (recorded, request_id, action, interaction, outcome, agent,"
            + " agent_kind) VALUES (now(), 'r', 'R', 'read', '0', 'a', 'person')");
    assertThat(sql.queryForObject("SELECT count(*) FROM audit_event", Long.class)).isEqualTo(1);
    assertThatThrownBy(() -> sql.update("DELETE FROM audit_event"))
        .hasStackTraceContaining("permission denied");
  }

  private static DataSource superuser() {
    return new DriverManagerDataSource(
        "jdbc:postgresql://127.0.0.1:" + TestPostgres.port() + "/postgres", "postgres", "postgres");
  }
}

package ai.kaapana.clinical.server.audit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The table {@code audit_event}: add and read, nothing else.
 *
 * <p>Where a transaction is open on the data source, a line is added in it, so that a write and its
 * line are kept or lost together.
 */
@Component
class AuditTrail {

  private static final String INSERT =
      "INSERT INTO audit_event (recorded, request_id, action, interaction, outcome, agent,"
          + " agent_kind, on_behalf_of, resource_type, entities, patients, entity_count) VALUES (?,"
          + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final JdbcTemplate jdbc;

  AuditTrail(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  void add(AuditRecord line) {
    jdbc.update(
        connection -> {
          var statement = connection.prepareStatement(INSERT);
          statement.setTimestamp(1, Timestamp.from(line.recorded()));
          statement.setString(2, line.requestId());
          statement.setString(3, line.action());
          statement.setString(4, line.interaction());
          statement.setString(5, line.outcome());
          statement.setString(6, line.agent());
          statement.setString(7, line.agentKind());
          statement.setString(8, line.onBehalfOf());
          statement.setString(9, line.resourceType());
          statement.setArray(10, array(connection, line.entities()));
          statement.setArray(11, array(connection, line.patients()));
          statement.setInt(12, line.entityCount());
          return statement;
        });
  }

  /**
   * Lines that a question selects, newest first.
   *
   * @param limit most lines
   */
  List<AuditRecord> find(Question question, int limit) {
    var sql = new StringBuilder("SELECT * FROM audit_event WHERE true");
    var values = new ArrayList<Object>();
    and(
        sql,
        values,
        " AND recorded >= ?",
        question.from() == null ? null : Timestamp.from(question.from()));
    and(
        sql,
        values,
        " AND recorded < ?",
        question.to() == null ? null : Timestamp.from(question.to()));
    and(sql, values, " AND id < ?", question.before());
    and(sql, values, " AND id = ?", question.id());
    and(sql, values, " AND patients @> ARRAY[?]::text[]", question.patient());
    and(sql, values, " AND entities @> ARRAY[?]::text[]", question.entity());
    sql.append(" ORDER BY id DESC LIMIT ?");
    values.add(limit);
    return jdbc.query(sql.toString(), (row, number) -> read(row), values.toArray());
  }

  /**
   * What to look for; an absent part does not narrow.
   *
   * @param id the one line
   * @param before only lines with smaller numbers
   * @param from first moment
   * @param to first moment after
   * @param patient {@code Patient/id}
   * @param entity {@code Type/id}
   */
  record Question(
      @Nullable Long id,
      @Nullable Long before,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String patient,
      @Nullable String entity) {

    static Question line(long id) {
      return new Question(id, null, null, null, null, null);
    }
  }

  private static void and(
      StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(condition);
      values.add(value);
    }
  }

  private static Array array(Connection connection, List<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }

  private static AuditRecord read(ResultSet row) throws SQLException {
    return new AuditRecord(
        row.getLong("id"),
        row.getTimestamp("recorded").toInstant(),
        row.getString("request_id"),
        row.getString("action"),
        row.getString("interaction"),
        row.getString("outcome"),
        row.getString("agent"),
        row.getString("agent_kind"),
        row.getString("on_behalf_of"),
        row.getString("resource_type"),
        List.of((String[]) row.getArray("entities").getArray()),
        List.of((String[]) row.getArray("patients").getArray()),
        row.getInt("entity_count"));
  }
}

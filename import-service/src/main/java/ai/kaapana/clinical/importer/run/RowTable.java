package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.importer.mapping.SourceRow;
import ai.kaapana.clinical.importer.table.Cell;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rows of an import, staged so that they can be read patient by patient: the database sorts
 * them, so that no table has to fit into memory.
 */
final class RowTable {
  private static final int BATCH = 500;
  private final JdbcTemplate jdbc;

  RowTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** A row with its subject. */
  record Staged(long row, String subject, String patient, List<Cell> cells) {
    @Override
    public String toString() {
      return "Staged[row=" + row + "]";
    }
  }

  void clear(String importId) {
    jdbc.update("delete from import_row where import_id = ?", importId);
  }

  void add(String importId, List<Staged> rows) {
    jdbc.batchUpdate(
        "insert into import_row (import_id, row, subject, patient, cells) values (?, ?, ?, ?, ?)",
        rows,
        BATCH,
        (statement, row) -> {
          statement.setString(1, importId);
          statement.setLong(2, row.row());
          statement.setString(3, row.subject());
          statement.setString(4, row.patient());
          var cells = row.cells().stream().map(Cell::encode).toArray(String[]::new);
          statement.setArray(5, statement.getConnection().createArrayOf("text", cells));
        });
  }

  /** The next patients after one, with all their rows; empty after the last. */
  Map<String, List<SourceRow>> next(String importId, String after, int patients) {
    Map<String, List<SourceRow>> found = new LinkedHashMap<>();
    jdbc.query(
        """
        select patient, row, cells from import_row
        where import_id = ? and patient in (
          select distinct patient from import_row
          where import_id = ? and patient > ? order by patient limit ?)
        order by patient, row
        """,
        set -> {
          found
              .computeIfAbsent(set.getString("patient"), p -> new ArrayList<>())
              .add(new SourceRow(set.getLong("row"), cells(set)));
        },
        importId,
        importId,
        after,
        patients);
    return found;
  }

  /** The rows of one patient. */
  List<SourceRow> ofPatient(String importId, String patient) {
    return jdbc.query(
        "select row, cells from import_row where import_id = ? and patient = ? order by row",
        (set, index) -> new SourceRow(set.getLong("row"), cells(set)),
        importId,
        patient);
  }

  long count(String importId) {
    return number("select count(*) from import_row where import_id = ?", importId);
  }

  long patients(String importId) {
    return number("select count(distinct patient) from import_row where import_id = ?", importId);
  }

  /** How many rows each patient has. */
  Map<String, Integer> rowsPerPatient(String importId) {
    Map<String, Integer> found = new LinkedHashMap<>();
    jdbc.query(
        """
        select patient, count(*) as rows from import_row
        where import_id = ? and patient is not null group by patient
        """,
        set -> {
          found.put(set.getString("patient"), set.getInt("rows"));
        },
        importId);
    return found;
  }

  /** Distinct subject keys that have no patient yet. */
  List<String> unresolved(String importId) {
    return jdbc.queryForList(
        """
        select distinct subject from import_row where import_id = ? and patient is null
        order by subject
        """,
        String.class,
        importId);
  }

  /** The subjects of the rows that have no patient, by row in their order. */
  Map<Long, String> rowsWithout(String importId) {
    Map<Long, String> found = new LinkedHashMap<>();
    jdbc.query(
        "select row, subject from import_row where import_id = ? and patient is null order by row",
        set -> {
          found.put(set.getLong("row"), set.getString("subject"));
        },
        importId);
    return found;
  }

  void resolve(String importId, Map<String, String> patients) {
    jdbc.batchUpdate(
        "update import_row set patient = ? where import_id = ? and subject = ? and patient is null",
        List.copyOf(patients.entrySet()),
        BATCH,
        (statement, entry) -> {
          statement.setString(1, entry.getValue());
          statement.setString(2, importId);
          statement.setString(3, entry.getKey());
        });
  }

  private long number(String sql, String importId) {
    Long number = jdbc.queryForObject(sql, Long.class, importId);
    return number == null ? 0 : number;
  }

  private static List<Cell> cells(ResultSet set) throws SQLException {
    return Arrays.stream((String[]) set.getArray("cells").getArray()).map(Cell::decode).toList();
  }
}

package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** The findings of imports in the database, by the phase that made them. */
final class FindingTable {
  /** What the reader of the file found. */
  static final String READ = "read";

  /** What the mapping of the rows found. */
  static final String MAP = "map";

  /** What the store or the run found. */
  static final String WRITE = "write";

  private static final int BATCH = 500;
  private final JdbcTemplate jdbc;

  FindingTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** A log that writes into the table as findings of a phase. */
  FindingLog log(String importId, String phase) {
    return new FindingLog(findings -> add(importId, phase, findings));
  }

  void clear(String importId, String phase) {
    jdbc.update("delete from import_finding where import_id = ? and phase = ?", importId, phase);
  }

  void add(String importId, String phase, List<Finding> findings) {
    jdbc.batchUpdate(
        """
        insert into import_finding (import_id, phase, code, effect, sheet, row, col, shape, detail)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        findings,
        BATCH,
        (statement, finding) -> {
          statement.setString(1, importId);
          statement.setString(2, phase);
          statement.setString(3, finding.issue().code());
          statement.setString(4, finding.effect().name());
          statement.setString(5, finding.sheet());
          statement.setLong(6, finding.row());
          statement.setString(7, finding.column());
          statement.setString(8, finding.shape());
          statement.setString(9, finding.detail());
        });
  }

  /** The findings of a phase, counted by what they say. */
  Map<FindingLog.Kind, FindingLog.Tally> tallies(String importId, String phase) {
    Map<FindingLog.Kind, FindingLog.Tally> tallies = new HashMap<>();
    jdbc.query(
        "select * from import_finding where import_id = ? and phase = ? order by row, id",
        (ResultSet set) -> {
          var finding = finding(set);
          tallies
              .computeIfAbsent(FindingLog.Kind.of(finding), kind -> new FindingLog.Tally())
              .add(finding.row());
        },
        importId,
        phase);
    return tallies;
  }

  /** Gives all findings of an import, file first, then by row. */
  void each(String importId, Consumer<Finding> consumer) {
    jdbc.query(
        "select * from import_finding where import_id = ? order by row, col, id",
        (ResultSet set) -> consumer.accept(finding(set)),
        importId);
  }

  private static Finding finding(ResultSet set) throws SQLException {
    return new Finding(
        ImportIssue.ofCode(set.getString("code")),
        Effect.valueOf(set.getString("effect")),
        set.getString("sheet"),
        set.getLong("row"),
        set.getString("col"),
        set.getString("shape"),
        set.getString("detail"));
  }
}

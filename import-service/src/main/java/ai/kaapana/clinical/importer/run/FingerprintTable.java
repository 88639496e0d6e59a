package ai.kaapana.clinical.importer.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What each mapping said last of each patient. */
final class FingerprintTable {
  private static final int BATCH = 200;
  private final JdbcTemplate jdbc;
  private final NamedParameterJdbcTemplate named;

  FingerprintTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    this.named = new NamedParameterJdbcTemplate(jdbc);
  }

  /** Fingerprints of patients, by their hashes. */
  Map<String, String> find(ImportRecord record, Collection<String> patients) {
    Map<String, String> found = new HashMap<>();
    if (!patients.isEmpty()) {
      named.query(
          """
          select patient, fingerprint from import_fingerprint
          where dataset = :dataset and mapping = :mapping and patient in (:patients)
          """,
          new MapSqlParameterSource()
              .addValue("dataset", record.dataset())
              .addValue("mapping", record.mappingName())
              .addValue("patients", patients),
          set -> {
            found.put(set.getString("patient"), set.getString("fingerprint"));
          });
    }
    return found;
  }

  void save(ImportRecord record, List<MappedUnit> units) {
    jdbc.batchUpdate(
        """
        insert into import_fingerprint (dataset, mapping, patient, fingerprint, resources, seen_import)
        values (?, ?, ?, ?, ?, ?)
        on conflict (dataset, mapping, patient) do update set fingerprint = excluded.fingerprint,
          resources = excluded.resources, seen_import = excluded.seen_import
        """,
        units,
        BATCH,
        (statement, unit) -> {
          statement.setString(1, record.dataset());
          statement.setString(2, record.mappingName());
          statement.setString(3, unit.hash());
          statement.setString(4, unit.fingerprint());
          statement.setInt(5, unit.resources());
          statement.setString(6, record.id());
        });
  }

  void drop(ImportRecord record, String patient) {
    jdbc.update(
        "delete from import_fingerprint where dataset = ? and mapping = ? and patient = ?",
        record.dataset(),
        record.mappingName(),
        patient);
  }

  /** Patients of whom something was said before, by any import of dataset and mapping. */
  long count(ImportRecord record) {
    return number(
        "select count(*) from import_fingerprint where dataset = ? and mapping = ?",
        record.dataset(),
        record.mappingName());
  }

  /** Patients of whom an earlier import said something and this one did not. */
  long vanished(ImportRecord record) {
    return number(
        """
        select count(*) from import_fingerprint
        where dataset = ? and mapping = ? and seen_import <> ?
        """,
        record.dataset(),
        record.mappingName(),
        record.id());
  }

  private long number(String sql, Object... parameters) {
    Long number = jdbc.queryForObject(sql, Long.class, parameters);
    return number == null ? 0 : number;
  }
}

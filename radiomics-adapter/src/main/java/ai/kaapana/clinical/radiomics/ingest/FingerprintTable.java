package ai.kaapana.clinical.radiomics.ingest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the FHIR store is known to hold. */
class FingerprintTable {

  /**
   * A unit that the store has confirmed.
   *
   * @param content hash of everything the resources were made of, what was found in the store aside
   * @param linked whether the panel has an image
   * @param failed whether the extraction had failed
   * @param resources number of resources
   * @param ingest the file it came with
   */
  record Fingerprint(
      String unitKey,
      String content,
      String panel,
      boolean linked,
      boolean failed,
      int resources,
      UUID ingest) {}

  private final JdbcClient jdbc;

  FingerprintTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void save(Fingerprint print, Instant now) {
    jdbc.sql(
            """
            INSERT INTO fingerprint
              (unit_key, content_hash, panel, linked, failed, resources, ingest, confirmed)
            VALUES (:key, :content, :panel, :linked, :failed, :resources, :ingest, :now)
            ON CONFLICT (unit_key) DO UPDATE SET
              content_hash = excluded.content_hash, panel = excluded.panel,
              linked = excluded.linked, failed = excluded.failed,
              resources = excluded.resources, ingest = excluded.ingest,
              confirmed = excluded.confirmed
            """)
        .param("key", print.unitKey())
        .param("content", print.content())
        .param("panel", print.panel())
        .param("linked", print.linked())
        .param("failed", print.failed())
        .param("resources", print.resources())
        .param("ingest", print.ingest())
        .param("now", Timestamp.from(now))
        .update();
  }

  Map<String, Fingerprint> of(Collection<String> unitKeys) {
    var result = new HashMap<String, Fingerprint>();
    if (!unitKeys.isEmpty()) {
      jdbc.sql("SELECT * FROM fingerprint WHERE unit_key IN (:keys)")
          .param("keys", unitKeys)
          .query(FingerprintTable::print)
          .list()
          .forEach(print -> result.put(print.unitKey(), print));
    }
    return result;
  }

  /** Which of the panels were stored without image, by panel. */
  Map<String, Fingerprint> unlinked(Collection<String> panels) {
    var result = new HashMap<String, Fingerprint>();
    if (!panels.isEmpty()) {
      jdbc.sql("SELECT * FROM fingerprint WHERE panel IN (:panels) AND NOT linked")
          .param("panels", panels)
          .query(FingerprintTable::print)
          .list()
          .forEach(print -> result.put(print.panel(), print));
    }
    return result;
  }

  /** Panels after a panel id, in the order of ids, to look at all of them in parts. */
  List<Fingerprint> after(String panel, int limit) {
    return jdbc.sql("SELECT * FROM fingerprint WHERE panel > :panel ORDER BY panel LIMIT :limit")
        .param("panel", panel)
        .param("limit", limit)
        .query(FingerprintTable::print)
        .list();
  }

  /** Forgets a panel, so that the same input is written again. */
  void forget(String panel) {
    jdbc.sql("DELETE FROM fingerprint WHERE panel = :panel").param("panel", panel).update();
  }

  private static Fingerprint print(ResultSet rs, int index) throws SQLException {
    return new Fingerprint(
        rs.getString("unit_key"),
        rs.getString("content_hash"),
        rs.getString("panel"),
        rs.getBoolean("linked"),
        rs.getBoolean("failed"),
        rs.getInt("resources"),
        rs.getObject("ingest", UUID.class));
  }
}

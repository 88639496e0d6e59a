package ai.kaapana.clinical.importer.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The mappings that imports can use again. */
final class MappingTable {
  private final JdbcClient jdbc;
  private final Clock clock;

  MappingTable(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A mapping as it was stored. */
  record Stored(
      String name, String version, String hash, String text, String updatedBy, Instant updated) {}

  void save(String name, String version, String hash, String text, String user) {
    jdbc.sql(
            """
            insert into stored_mapping (name, version, hash, text, updated_by, updated)
            values (?, ?, ?, ?, ?, ?)
            on conflict (name) do update set version = excluded.version, hash = excluded.hash,
              text = excluded.text, updated_by = excluded.updated_by, updated = excluded.updated
            """)
        .params(name, version, hash, text, user, Timestamp.from(clock.instant()))
        .update();
  }

  Optional<Stored> find(String name) {
    return jdbc.sql("select * from stored_mapping where name = ?")
        .param(name)
        .query(MappingTable::row)
        .optional();
  }

  List<Stored> list() {
    return jdbc.sql("select * from stored_mapping order by name").query(MappingTable::row).list();
  }

  private static Stored row(ResultSet set, int number) throws SQLException {
    return new Stored(
        set.getString("name"),
        set.getString("version"),
        set.getString("hash"),
        set.getString("text"),
        set.getString("updated_by"),
        set.getTimestamp("updated").toInstant());
  }
}

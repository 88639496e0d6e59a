package ai.kaapana.clinical.importer.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The imports in the database. */
final class ImportTable {
  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;

  ImportTable(JdbcClient jdbc, ObjectMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  Optional<ImportRecord> find(String id) {
    return jdbc.sql("select * from import where id = ?").param(id).query(this::row).optional();
  }

  List<ImportRecord> list(int limit) {
    return jdbc.sql("select * from import order by created desc, id limit ?")
        .param(limit)
        .query(this::row)
        .list();
  }

  void insert(ImportRecord record) {
    jdbc.sql(
            """
            insert into import (id, state, file_name, file_hash, file_size, mapping_name,
              mapping_version, mapping_hash, mapping_text, dataset, sheet, created_by, created,
              updated)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            record.id(),
            record.state().name(),
            record.fileName(),
            record.fileHash(),
            record.fileSize(),
            record.mappingName(),
            record.mappingVersion(),
            record.mappingHash(),
            record.mappingText(),
            record.dataset(),
            record.sheet(),
            record.createdBy(),
            Timestamp.from(record.created()),
            Timestamp.from(record.created()))
        .update();
  }

  void staged(String id, String[] columns, String sheet, long read, long unreadable) {
    jdbc.sql(
            """
            update import set columns = ?, sheet = ?, rows_read = ?, rows_unreadable = ?, updated = ?
            where id = ?
            """)
        .params(columns, sheet, read, unreadable, now(), id)
        .update();
  }

  void previewed(String id, Object preview) {
    jdbc.sql("update import set preview = ?::jsonb, updated = ? where id = ?")
        .params(text(preview), now(), id)
        .update();
  }

  /** Begins a run if the import is in none; answers whether it does. */
  boolean begin(String id, ImportState from, ImportState to, boolean forced) {
    int next = to == ImportState.COMMITTING ? 1 : 0;
    return jdbc.sql(
                """
                update import set state = ?, run = run + ?, run_forced = ?, updated = ?
                where id = ? and state = ?
                """)
            .params(to.name(), next, forced, now(), id, from.name())
            .update()
        == 1;
  }

  void job(String id, UUID job) {
    jdbc.sql("update import set job = ?, updated = ? where id = ?").params(job, now(), id).update();
  }

  void state(String id, ImportState state) {
    jdbc.sql("update import set state = ?, updated = ? where id = ?")
        .params(state.name(), now(), id)
        .update();
  }

  void balances(String id, @Nullable Object units, @Nullable Object resources) {
    jdbc.sql("update import set units = ?::jsonb, resources = ?::jsonb, updated = ? where id = ?")
        .params(text(units), text(resources), now(), id)
        .update();
  }

  /** Another import that is not undone and uses the same mapping. */
  Optional<String> otherWithMapping(ImportRecord record) {
    return jdbc.sql(
            """
            select id from import where id <> ? and mapping_name = ? and mapping_version = ?
              and run > 0 and state <> 'UNDONE' order by created limit 1
            """)
        .params(record.id(), record.mappingName(), record.mappingVersion())
        .query(String.class)
        .optional();
  }

  /** Finished imports with rows that wait, the longest untouched first. */
  List<ImportRecord> waiting() {
    return jdbc.sql(
            """
            select * from import where state = ? and (units ->> 'waiting')::bigint > 0
            order by updated
            """)
        .param(ImportState.DONE.name())
        .query(this::row)
        .list();
  }

  boolean fileUsed(String hash) {
    return jdbc.sql("select exists (select 1 from import where file_hash = ?)")
        .param(hash)
        .query(Boolean.class)
        .single();
  }

  void delete(String id) {
    jdbc.sql("delete from import where id = ?").param(id).update();
  }

  /** The last patient whom a run has done, empty at its start. */
  String progress(ImportRecord record) {
    return jdbc.sql("select last_patient from import_progress where import_id = ? and run = ?")
        .params(record.id(), record.run())
        .query(String.class)
        .optional()
        .orElse("");
  }

  void progress(ImportRecord record, String lastPatient) {
    jdbc.sql(
            """
            insert into import_progress (import_id, run, last_patient) values (?, ?, ?)
            on conflict (import_id) do update set run = excluded.run,
              last_patient = excluded.last_patient
            """)
        .params(record.id(), record.run(), lastPatient)
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private @Nullable String text(@Nullable Object value) {
    try {
      return value == null ? null : json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value of our own is not JSON", e);
    }
  }

  private @Nullable JsonNode node(@Nullable String text) {
    try {
      return text == null ? null : json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored value is not JSON", e);
    }
  }

  private ImportRecord row(ResultSet set, int number) throws SQLException {
    return new ImportRecord(
        set.getString("id"),
        ImportState.valueOf(set.getString("state")),
        set.getString("file_name"),
        set.getString("file_hash"),
        set.getLong("file_size"),
        set.getString("mapping_name"),
        set.getString("mapping_version"),
        set.getString("mapping_hash"),
        set.getString("mapping_text"),
        set.getString("dataset"),
        set.getString("sheet"),
        List.of((String[]) set.getArray("columns").getArray()),
        set.getLong("rows_read"),
        set.getLong("rows_unreadable"),
        node(set.getString("preview")),
        set.getInt("run"),
        set.getBoolean("run_forced"),
        node(set.getString("units")),
        node(set.getString("resources")),
        set.getObject("job", UUID.class),
        set.getString("created_by"),
        instant(set, "created"),
        instant(set, "updated"));
  }

  private static Instant instant(ResultSet set, String column) throws SQLException {
    return set.getTimestamp(column).toInstant();
  }
}

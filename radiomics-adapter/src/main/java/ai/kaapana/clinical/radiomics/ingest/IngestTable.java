package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.ingest.Ingest.Shared;
import ai.kaapana.clinical.service.job.ResourceBalance;
import ai.kaapana.clinical.service.job.UnitBalance;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The files that were taken in, and their accounts. */
class IngestTable {

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  IngestTable(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(Ingest ingest) {
    jdbc.sql(
            """
            INSERT INTO ingest (id, file_hash, object_key, parameters, parameter_file, created_by,
              created, state, row_count, value_count)
            VALUES (:id, :hash, :objectKey, :parameters::jsonb, :parameterFile, :createdBy,
              :created, :state, :rows, :values)
            """)
        .param("id", ingest.id())
        .param("hash", ingest.fileHash())
        .param("objectKey", ingest.objectKey())
        .param("parameters", text(ingest.parameters()))
        .param("parameterFile", ingest.parameterFile())
        .param("createdBy", ingest.createdBy())
        .param("created", Timestamp.from(ingest.created()))
        .param("state", ingest.state().name())
        .param("rows", ingest.rows())
        .param("values", ingest.values())
        .update();
  }

  void job(UUID id, UUID job) {
    jdbc.sql("UPDATE ingest SET job = :job WHERE id = :id")
        .param("id", id)
        .param("job", job)
        .update();
  }

  Optional<Ingest> find(UUID id) {
    return jdbc.sql("SELECT * FROM ingest WHERE id = :id")
        .param("id", id)
        .query(this::ingest)
        .optional();
  }

  /** The newest first. */
  List<Ingest> list(int limit) {
    return jdbc.sql("SELECT * FROM ingest ORDER BY created DESC, id LIMIT :limit")
        .param("limit", limit)
        .query(this::ingest)
        .list();
  }

  /** Ids of all files that were not refused, the oldest first. */
  List<UUID> all() {
    return jdbc.sql("SELECT id FROM ingest WHERE state <> 'FAILED' ORDER BY created, id")
        .query(UUID.class)
        .list();
  }

  /** The checkpoint: everything before the row is settled. */
  void nextRow(UUID id, long row) {
    jdbc.sql("UPDATE ingest SET next_row = :row WHERE id = :id AND next_row < :row")
        .param("id", id)
        .param("row", row)
        .update();
  }

  void shared(UUID id, Shared shared) {
    jdbc.sql(
            "UPDATE ingest SET shared_mapped = :mapped, shared_created = :created, shared_updated ="
                + " :updated WHERE id = :id")
        .param("id", id)
        .param("mapped", shared.mapped())
        .param("created", shared.created())
        .param("updated", shared.updated())
        .update();
  }

  void state(UUID id, Ingest.State state, @Nullable String problem) {
    jdbc.sql("UPDATE ingest SET state = :state, problem = :problem WHERE id = :id")
        .param("id", id)
        .param("state", state.name())
        .param("problem", problem)
        .update();
  }

  /** What became of the results of a file. */
  UnitBalance units(UUID id) {
    Map<Unit.Outcome, Long> counts = new EnumMap<>(Unit.Outcome.class);
    jdbc.sql("SELECT outcome, count(*) AS n FROM unit WHERE ingest = :id GROUP BY outcome")
        .param("id", id)
        .query(
            rs -> {
              counts.put(Unit.Outcome.valueOf(rs.getString("outcome")), rs.getLong("n"));
            });
    return new UnitBalance(
        counts.values().stream().mapToLong(Long::longValue).sum(),
        counts.getOrDefault(Unit.Outcome.ACCEPTED, 0L),
        counts.getOrDefault(Unit.Outcome.UNCHANGED, 0L),
        counts.getOrDefault(Unit.Outcome.SKIPPED, 0L),
        counts.getOrDefault(Unit.Outcome.WAITING, 0L),
        counts.getOrDefault(Unit.Outcome.REJECTED, 0L));
  }

  /** What became of the resources of a file, those that its results share included. */
  ResourceBalance resources(UUID id) {
    return jdbc.sql(
            """
            SELECT coalesce(sum(unit.mapped), 0) + ingest.shared_mapped AS mapped,
              coalesce(sum(unit.created), 0) + ingest.shared_created AS created,
              coalesce(sum(unit.updated), 0) + ingest.shared_updated AS updated
            FROM ingest LEFT JOIN unit ON unit.ingest = ingest.id
            WHERE ingest.id = :id GROUP BY ingest.id
            """)
        .param("id", id)
        .query(
            (rs, index) -> {
              var mapped = rs.getLong("mapped");
              var created = rs.getLong("created");
              var updated = rs.getLong("updated");
              return new ResourceBalance(mapped, created, updated, mapped - created - updated);
            })
        .single();
  }

  /** What became of the feature values of a file. */
  ValueBalance values(UUID id) {
    return jdbc.sql(
            """
            SELECT coalesce(sum(value_count), 0) AS read,
              coalesce(sum(values_stored), 0) AS stored,
              coalesce(sum(value_count) FILTER (WHERE state = 'WAITING'), 0) AS waiting,
              coalesce(sum(value_count - values_stored)
                FILTER (WHERE state = 'SKIPPED' AND values_stored = 0), 0) AS skipped
            FROM unit WHERE ingest = :id
            """)
        .param("id", id)
        .query(
            (rs, index) -> {
              var read = rs.getLong("read");
              var stored = rs.getLong("stored");
              var waiting = rs.getLong("waiting");
              var skipped = rs.getLong("skipped");
              return new ValueBalance(
                  read, stored, read - stored - waiting - skipped, waiting, skipped);
            })
        .single();
  }

  private Ingest ingest(ResultSet rs, int index) throws SQLException {
    return new Ingest(
        rs.getObject("id", UUID.class),
        rs.getObject("job", UUID.class),
        rs.getString("file_hash"),
        rs.getString("object_key"),
        parameters(rs.getString("parameters")),
        rs.getString("parameter_file"),
        rs.getString("created_by"),
        rs.getTimestamp("created").toInstant(),
        Ingest.State.valueOf(rs.getString("state")),
        rs.getString("problem"),
        rs.getLong("row_count"),
        rs.getLong("value_count"),
        rs.getLong("next_row"),
        new Shared(
            rs.getInt("shared_mapped"), rs.getInt("shared_created"), rs.getInt("shared_updated")));
  }

  private String text(IngestParameters parameters) {
    try {
      return json.writeValueAsString(parameters);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Parameters are plain texts", e);
    }
  }

  private IngestParameters parameters(String text) {
    try {
      return json.readValue(text, IngestParameters.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Parameters were written by this class", e);
    }
  }
}

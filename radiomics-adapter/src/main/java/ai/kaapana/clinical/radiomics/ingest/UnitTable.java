package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.ingest.Unit.Details;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where the results of all files stand. */
class UnitTable {

  private static final String UPSERT =
      """
      INSERT INTO unit (id, ingest, row_number, unit_key, state, outcome, code, waiting_for, panel,
        value_count, values_stored, details, mapped, created, updated, attempts, next_try,
        first_seen, last_seen)
      VALUES (:id, :ingest, :row, :key, :state, :outcome, :code, :waitingFor, :panel,
        :values, :valuesStored, :details::jsonb, :mapped, :created, :updated, :attempts, :nextTry,
        :firstSeen, :lastSeen)
      ON CONFLICT (ingest, row_number) DO UPDATE SET
        unit_key = excluded.unit_key, state = excluded.state, outcome = excluded.outcome,
        code = excluded.code, waiting_for = excluded.waiting_for, panel = excluded.panel,
        value_count = excluded.value_count, values_stored = excluded.values_stored,
        details = excluded.details, mapped = excluded.mapped, created = excluded.created,
        updated = excluded.updated, attempts = excluded.attempts, next_try = excluded.next_try,
        last_seen = excluded.last_seen
      """;

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  UnitTable(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void save(Unit unit) {
    jdbc.sql(UPSERT)
        .param("id", unit.id())
        .param("ingest", unit.ingest())
        .param("row", unit.row())
        .param("key", unit.key())
        .param("state", unit.state().name())
        .param("outcome", unit.outcome().name())
        .param("code", unit.code())
        .param("waitingFor", unit.waitingFor())
        .param("panel", unit.panel())
        .param("values", unit.values())
        .param("valuesStored", unit.valuesStored())
        .param("details", text(unit.details()))
        .param("mapped", unit.mapped())
        .param("created", unit.created())
        .param("updated", unit.updated())
        .param("attempts", unit.attempts())
        .param("nextTry", timestamp(unit.nextTry()))
        .param("firstSeen", timestamp(unit.firstSeen()))
        .param("lastSeen", timestamp(unit.lastSeen()))
        .update();
  }

  Optional<Unit> find(UUID id) {
    return jdbc.sql("SELECT * FROM unit WHERE id = :id")
        .param("id", id)
        .query(this::unit)
        .optional();
  }

  /** The units of some rows of a file, by row. */
  Map<Long, Unit> ofRows(UUID ingest, Collection<Long> rows) {
    var result = new HashMap<Long, Unit>();
    if (!rows.isEmpty()) {
      jdbc.sql("SELECT * FROM unit WHERE ingest = :ingest AND row_number IN (:rows)")
          .param("ingest", ingest)
          .param("rows", rows)
          .query(this::unit)
          .list()
          .forEach(unit -> result.put(unit.row(), unit));
    }
    return result;
  }

  /** Which rows of a file hold one of the panels. */
  Map<String, Long> rowsOfPanels(UUID ingest, Collection<String> panels) {
    var result = new HashMap<String, Long>();
    if (!panels.isEmpty()) {
      jdbc.sql(
              "SELECT panel, min(row_number) AS first FROM unit WHERE ingest = :ingest AND panel IN"
                  + " (:panels) AND state = 'STORED' GROUP BY panel")
          .param("ingest", ingest)
          .param("panels", panels)
          .query(
              rs -> {
                result.put(rs.getString("panel"), rs.getLong("first"));
              });
    }
    return result;
  }

  /** Files and rows that are due to be tried again. */
  Map<UUID, List<Long>> due(Instant now, int limit) {
    var result = new LinkedHashMap<UUID, List<Long>>();
    jdbc.sql(
            "SELECT unit.ingest, unit.row_number FROM unit JOIN ingest ON ingest.id = unit.ingest"
                + " WHERE unit.next_try <= :now ORDER BY ingest.created, unit.row_number LIMIT"
                + " :limit")
        .param("now", Timestamp.from(now))
        .param("limit", limit)
        .query(
            rs -> {
              result
                  .computeIfAbsent(rs.getObject("ingest", UUID.class), key -> new ArrayList<>())
                  .add(rs.getLong("row_number"));
            });
    return result;
  }

  /** Units in a state, the longest first. */
  List<Unit> inState(Unit.State state, int limit) {
    return jdbc.sql(
            "SELECT * FROM unit WHERE state = :state ORDER BY first_seen, row_number LIMIT :limit")
        .param("state", state.name())
        .param("limit", limit)
        .query(this::unit)
        .list();
  }

  /** Units that wait, also those that are stored without image and wait for it. */
  List<Unit> waiting(int limit) {
    return jdbc.sql(
            "SELECT * FROM unit WHERE next_try IS NOT NULL ORDER BY first_seen, row_number LIMIT"
                + " :limit")
        .param("limit", limit)
        .query(this::unit)
        .list();
  }

  long count(Unit.State state) {
    return jdbc.sql("SELECT count(*) FROM unit WHERE state = :state")
        .param("state", state.name())
        .query(Long.class)
        .single();
  }

  /** All units of a file in the order of its rows, read as a stream. */
  void each(UUID ingest, Consumer<Unit> consumer) {
    jdbc.sql("SELECT * FROM unit WHERE ingest = :ingest ORDER BY row_number")
        .param("ingest", ingest)
        .query(
            rs -> {
              consumer.accept(unit(rs, 0));
            });
  }

  /** Nothing waits any more for the image of a panel that has been replaced. */
  void settle(String panel) {
    jdbc.sql("UPDATE unit SET next_try = NULL WHERE panel = :panel").param("panel", panel).update();
  }

  /** The image of a panel is gone; its results wait for it. */
  void withdraw(String panel, Instant nextTry) {
    jdbc.sql(
            "UPDATE unit SET state = 'WAITING', outcome = 'WAITING', code = :code, values_stored ="
                + " 0, mapped = 0, created = 0, updated = 0, next_try = :nextTry WHERE panel ="
                + " :panel AND state = 'STORED'")
        .param("panel", panel)
        .param("code", RadiomicsIssue.SEGMENT_INACTIVE.code())
        .param("nextTry", Timestamp.from(nextTry))
        .update();
  }

  /**
   * A panel is to be stored anew from the file that it came with last. A file that was sent with a
   * name of its own keeps it; else two such files would take turns.
   */
  void again(String panel, Instant nextTry) {
    jdbc.sql(
            """
            UPDATE unit SET next_try = :nextTry FROM ingest, fingerprint
            WHERE unit.panel = :panel AND unit.state = 'STORED' AND ingest.id = unit.ingest
              AND ingest.parameters ->> 'configurationName' IS NULL
              AND fingerprint.panel = unit.panel AND fingerprint.ingest = unit.ingest
              AND EXISTS (SELECT 1 FROM spooled_file WHERE hash = ingest.file_hash)
            """)
        .param("panel", panel)
        .param("nextTry", Timestamp.from(nextTry))
        .update();
  }

  /** The file of some rows is not kept any longer: those that wait have to be sent again. */
  void giveUp(UUID ingest, Collection<Long> rows) {
    if (!rows.isEmpty()) {
      jdbc.sql(
              "UPDATE unit SET state = 'REJECTED', outcome = 'REJECTED', code = :code, next_try ="
                  + " NULL WHERE ingest = :ingest AND row_number IN (:rows) AND state = 'WAITING'")
          .param("code", RadiomicsIssue.FILE_NOT_KEPT.code())
          .param("ingest", ingest)
          .param("rows", rows)
          .update();
    }
  }

  private Unit unit(ResultSet rs, int index) throws SQLException {
    return new Unit(
        rs.getObject("id", UUID.class),
        rs.getObject("ingest", UUID.class),
        rs.getLong("row_number"),
        rs.getString("unit_key"),
        Unit.State.valueOf(rs.getString("state")),
        Unit.Outcome.valueOf(rs.getString("outcome")),
        rs.getString("code"),
        rs.getString("waiting_for"),
        rs.getString("panel"),
        rs.getInt("value_count"),
        rs.getInt("values_stored"),
        details(rs.getString("details")),
        rs.getInt("mapped"),
        rs.getInt("created"),
        rs.getInt("updated"),
        rs.getInt("attempts"),
        rs.getTimestamp("next_try") == null ? null : rs.getTimestamp("next_try").toInstant(),
        rs.getTimestamp("first_seen").toInstant(),
        rs.getTimestamp("last_seen").toInstant());
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  private String text(Details details) {
    try {
      return json.writeValueAsString(details);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Details are plain texts", e);
    }
  }

  private Details details(String text) {
    try {
      return json.readValue(text, Details.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Details were written by this class", e);
    }
  }
}

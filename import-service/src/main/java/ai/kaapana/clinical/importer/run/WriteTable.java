package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.service.store.ResourceWrite;
import ai.kaapana.clinical.service.store.UnitResult;
import ai.kaapana.clinical.service.store.WriteJournal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What each run wrote of each patient. A write is noted before it is sent: a kill between the
 * store's commit and ours would otherwise lose that it was this run which created a resource.
 */
final class WriteTable {
  private static final int BATCH = 500;

  /** The name under which resources of all patients are noted. */
  static final String SHARED = "shared";

  private final JdbcTemplate jdbc;
  private final JdbcClient client;

  WriteTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    this.client = JdbcClient.create(jdbc);
  }

  /**
   * A write of a run.
   *
   * @param version the version it made, null if the store's answer was lost
   * @param previousVersion the version before, null if the resource was created
   */
  record Noted(
      int run,
      String type,
      String id,
      String contentHash,
      @Nullable String version,
      @Nullable String previousVersion) {
    @Override
    public String toString() {
      return "Noted[" + type + "]";
    }
  }

  /** A journal for the writes of one run. */
  WriteJournal journal(String importId, int run) {
    return new WriteJournal() {
      @Override
      public void planned(List<Planned> writes) {
        note(importId, run, writes);
      }

      @Override
      public void confirmed(List<UnitResult> results) {
        for (var result : results) {
          confirm(importId, run, result.key(), result.writes());
        }
      }
    };
  }

  private void note(String importId, int run, List<WriteJournal.Planned> writes) {
    jdbc.batchUpdate(
        """
        insert into import_write (import_id, run, patient, type, resource_id, content_hash,
          previous_version)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (import_id, run, type, resource_id) do update
          set content_hash = excluded.content_hash, version = null
        """,
        writes,
        BATCH,
        (statement, write) -> {
          statement.setString(1, importId);
          statement.setInt(2, run);
          statement.setString(3, write.unitKey());
          statement.setString(4, write.type());
          statement.setString(5, write.id());
          statement.setString(6, write.contentHash());
          statement.setString(7, write.previousVersion());
        });
  }

  /** Notes the versions that the store has confirmed. */
  void confirm(String importId, int run, String patient, List<ResourceWrite> writes) {
    var changed =
        writes.stream().filter(w -> w.effect() != ResourceWrite.Effect.UNCHANGED).toList();
    jdbc.batchUpdate(
        """
        insert into import_write (import_id, run, patient, type, resource_id, content_hash, version,
          previous_version)
        values (?, ?, ?, ?, ?, '', ?, ?)
        on conflict (import_id, run, type, resource_id) do update set version = excluded.version
        """,
        changed,
        BATCH,
        (statement, write) -> {
          statement.setString(1, importId);
          statement.setInt(2, run);
          statement.setString(3, patient);
          statement.setString(4, write.type());
          statement.setString(5, write.id());
          statement.setString(6, write.version());
          statement.setString(7, write.previousVersion());
        });
  }

  /** The first patient after one of whom an import wrote something, shared resources last. */
  Optional<String> nextPatient(String importId) {
    return client
        .sql(
            """
            select patient from import_write where import_id = ?
            order by (patient = 'shared'), patient limit 1
            """)
        .param(importId)
        .query(String.class)
        .optional();
  }

  long patients(String importId) {
    return client
        .sql("select count(distinct patient) from import_write where import_id = ?")
        .param(importId)
        .query(Long.class)
        .single();
  }

  /** All that an import wrote of a patient, the newest run first. */
  List<Noted> of(String importId, String patient) {
    return client
        .sql(
            """
            select run, type, resource_id, content_hash, version, previous_version
            from import_write where import_id = ? and patient = ?
            order by run desc, type, resource_id
            """)
        .params(importId, patient)
        .query(
            (set, number) ->
                new Noted(
                    set.getInt("run"),
                    set.getString("type"),
                    set.getString("resource_id"),
                    set.getString("content_hash"),
                    set.getString("version"),
                    set.getString("previous_version")))
        .list();
  }

  /** Makes what an import wrote a write of another one. */
  void hand(String importId, String patient, String other) {
    jdbc.update(
        """
        update import_write set import_id = ?, run = 0 where import_id = ? and patient = ?
          and not exists (select 1 from import_write o where o.import_id = ? and o.run = 0
            and o.type = import_write.type and o.resource_id = import_write.resource_id)
        """,
        other,
        importId,
        patient,
        other);
    forget(importId, patient);
  }

  void forget(String importId, String patient) {
    jdbc.update("delete from import_write where import_id = ? and patient = ?", importId, patient);
  }
}

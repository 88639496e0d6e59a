package ai.kaapana.clinical.linker.state;

import ai.kaapana.clinical.linker.model.PatientIdentity;
import ai.kaapana.clinical.linker.model.PersonName;
import ai.kaapana.clinical.linker.model.SeriesKey;
import ai.kaapana.clinical.linker.model.StudyPatient;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what was linked, what waits and why. */
public final class LinkerQueries {

  private static final String STUDY_COLUMNS =
      "study_uid, status, fingerprint, patient_system, patient_id, attempts, next_try, last_error,"
          + " linked_at, own_resources, shared";

  private final JdbcClient jdbc;
  private final String pacs;

  public LinkerQueries(JdbcClient jdbc, String pacs) {
    this.jdbc = jdbc;
    this.pacs = pacs;
  }

  /** Returns what is known of a study. */
  public Optional<StudyState> study(String studyUid) {
    return jdbc.sql("select " + STUDY_COLUMNS + " from study where pacs = ? and study_uid = ?")
        .params(pacs, studyUid)
        .query(LinkerQueries::study)
        .optional();
  }

  /** Returns what each study of a patient says of the patient, those being linked left out. */
  public List<StudyPatient> statements(PatientKey patient, Collection<String> without) {
    return jdbc.sql(
            """
            select p.* from study_patient_statement p join study s using (pacs, study_uid)
            where pacs = ? and s.patient_system = ? and s.patient_id = ? and not (study_uid = any (?))
            """)
        .params(pacs, patient.system(), patient.patientId(), without.toArray(String[]::new))
        .query((row, number) -> statement(row, patient))
        .list();
  }

  /** Returns where series are linked, by their UIDs; the smallest study where it is several. */
  public Map<String, SeriesKey> linkedSeries(Collection<String> seriesUids) {
    var found = new HashMap<String, SeriesKey>();
    jdbc.sql(
            """
            select study_uid, series_uid from series
            where pacs = ? and series_uid = any (?) order by study_uid
            """)
        .params(pacs, seriesUids.toArray(String[]::new))
        .query(
            row -> {
              var key = new SeriesKey(row.getString(1), row.getString(2));
              found.putIfAbsent(key.seriesUid(), key);
            });
    return found;
  }

  /** Returns where series are linked within other studies than the given one. */
  public List<SeriesKey> linkedElsewhere(Collection<String> seriesUids, String studyUid) {
    return jdbc.sql(
            """
            select study_uid, series_uid from series
            where pacs = ? and series_uid = any (?) and study_uid <> ?
            """)
        .params(pacs, seriesUids.toArray(String[]::new), studyUid)
        .query((row, number) -> new SeriesKey(row.getString(1), row.getString(2)))
        .list();
  }

  /** Returns the series of instances that a study names alone, as far as they were found since. */
  public Map<String, SeriesKey> looseTargets(String studyUid) {
    var found = new HashMap<String, SeriesKey>();
    jdbc.sql(
            """
            select target_instance, target_study, target_series from edge
            where pacs = ? and study_uid = ? and target_instance is not null and target_series is not null
              and exists (select 1 from series s where s.pacs = edge.pacs and s.series_uid = target_series)
            """)
        .params(pacs, studyUid)
        .query(
            row -> {
              found.put(row.getString(1), new SeriesKey(row.getString(2), row.getString(3)));
            });
    return found;
  }

  /** Returns all linked series. */
  public List<SeriesKey> series() {
    return jdbc.sql("select study_uid, series_uid from series where pacs = ?")
        .params(pacs)
        .query((row, number) -> new SeriesKey(row.getString(1), row.getString(2)))
        .list();
  }

  /** Returns the UIDs of all studies that anything is known of. */
  public List<String> studies() {
    return jdbc.sql("select study_uid from study where pacs = ? order by 1")
        .params(pacs)
        .query(String.class)
        .list();
  }

  /**
   * Returns the studies whose open references lead to something that is linked by now, and those
   * whose references lead to something that has left.
   */
  public List<String> resolvable() {
    return jdbc.sql(
            """
            select e.study_uid from edge e
            join series s on s.pacs = e.pacs and s.series_uid = e.target_series
            where e.pacs = ? and not e.resolved and s.study_uid <> e.study_uid
            union
            select e.study_uid from edge e
            where e.pacs = ? and e.resolved and e.target_series is not null
              and not exists (select 1 from series s where s.pacs = e.pacs and s.series_uid = e.target_series)
            order by 1
            """)
        .params(pacs, pacs)
        .query(String.class)
        .list();
  }

  /** Returns the waiting studies that are due. */
  public List<String> due(Instant now) {
    return jdbc.sql(
            """
            select study_uid from study
            where pacs = ? and status = 'waiting' and next_try <= ? order by next_try limit 1000
            """)
        .params(pacs, Timestamp.from(now))
        .query(String.class)
        .list();
  }

  /** Returns the ids of the BodyStructures that were linked for a study. */
  public List<String> segments(String studyUid) {
    return jdbc.sql("select resource_id from segment where pacs = ? and study_uid = ?")
        .params(pacs, studyUid)
        .query(String.class)
        .list();
  }

  /** Returns the edges, those of one study or all, resolved ones or open ones or both. */
  public List<EdgeRow> edges(
      @Nullable String studyUid, @Nullable Boolean resolved, int limit, int offset) {
    return jdbc.sql(
            """
            select study_uid, source_instance, source_series, kind, target_study, target_series, target_instance,
              resolved
            from edge
            where pacs = :pacs and (cast(:study as text) is null or study_uid = :study)
              and (cast(:resolved as boolean) is null or resolved = :resolved)
            order by study_uid, source_instance, target_series, target_instance limit :limit offset :offset
            """)
        .param("pacs", pacs)
        .param("study", studyUid)
        .param("resolved", resolved)
        .param("limit", limit)
        .param("offset", offset)
        .query(EdgeRow.class)
        .list();
  }

  /** Returns what was wrong with a linked study. */
  public List<FindingRow> findings(String studyUid) {
    return jdbc.sql(
            """
            select code, severity, series_uid, instance_uid, tag from finding
            where pacs = ? and study_uid = ? order by code, series_uid, instance_uid, tag
            """)
        .params(pacs, studyUid)
        .query(FindingRow.class)
        .list();
  }

  /** Returns the quarantine, the newest failure first. */
  public List<QuarantineEntry> quarantine(int limit, int offset) {
    return jdbc.sql(
            """
            select id, study_uid, code, first_at, last_at, attempts from quarantine
            where pacs = ? order by last_at desc, id limit ? offset ?
            """)
        .params(pacs, limit, offset)
        .query(LinkerQueries::quarantined)
        .list();
  }

  /** Returns one entry of the quarantine. */
  public Optional<QuarantineEntry> quarantined(long id) {
    return jdbc.sql(
            """
            select id, study_uid, code, first_at, last_at, attempts from quarantine where pacs = ? and id = ?
            """)
        .params(pacs, id)
        .query(LinkerQueries::quarantined)
        .optional();
  }

  /** Returns the counts of everything. */
  public StateOverview overview() {
    return jdbc.sql(
            """
            select :pacs as pacs,
              (select count(*) from study where pacs = :pacs and status = 'linked') as linked,
              (select count(*) from study where pacs = :pacs and status = 'waiting') as waiting,
              (select count(*) from study where pacs = :pacs and status = 'quarantined') as quarantined,
              (select count(distinct (patient_system, patient_id)) from study
                where pacs = :pacs and linked_at is not null) as patients,
              (select count(*) from series where pacs = :pacs) as series,
              (select count(*) from segment where pacs = :pacs) as segments,
              (select count(*) from edge where pacs = :pacs) as edges,
              (select count(*) from edge where pacs = :pacs and not resolved) as unresolved_edges,
              (select count(*) from finding where pacs = :pacs) as findings
            """)
        .param("pacs", pacs)
        .query(StateOverview.class)
        .single();
  }

  /** Returns how many studies are in quarantine. */
  public long quarantineSize() {
    return jdbc.sql("select count(*) from quarantine where pacs = ?")
        .params(pacs)
        .query(Long.class)
        .single();
  }

  /** Returns how many references lead to nothing that is linked. */
  public long unresolvedEdges() {
    return jdbc.sql("select count(*) from edge where pacs = ? and not resolved")
        .params(pacs)
        .query(Long.class)
        .single();
  }

  private static StudyState study(ResultSet row, int number) throws SQLException {
    var system = row.getString("patient_system");
    var shared = (String[]) row.getArray("shared").getArray();
    return new StudyState(
        row.getString("study_uid"),
        StudyStatus.of(row.getString("status")),
        row.getString("fingerprint"),
        system == null
            ? Optional.empty()
            : Optional.of(new PatientKey(system, row.getString("patient_id"))),
        row.getInt("attempts"),
        instant(row, "next_try"),
        Optional.ofNullable(row.getString("last_error")),
        instant(row, "linked_at"),
        row.getInt("own_resources"),
        List.of(shared));
  }

  private static StudyPatient statement(ResultSet row, PatientKey patient) throws SQLException {
    var name =
        new PersonName(
            row.getString("name_alphabetic"),
            row.getString("name_ideographic"),
            row.getString("name_phonetic"));
    return new StudyPatient(
        row.getString("study_uid"),
        row.getString("study_date"),
        row.getString("study_time"),
        new PatientIdentity(
            Optional.of(patient.patientId()),
            Optional.ofNullable(row.getString("issuer")),
            Optional.ofNullable(row.getString("universal_issuer")),
            row.getBoolean("has_name") ? Optional.of(name) : Optional.empty(),
            Optional.ofNullable(row.getString("sex")),
            Optional.ofNullable(row.getObject("birth_date", LocalDate.class)),
            row.getBoolean("deidentified")));
  }

  private static QuarantineEntry quarantined(ResultSet row, int number) throws SQLException {
    return new QuarantineEntry(
        row.getLong("id"),
        row.getString("study_uid"),
        row.getString("code"),
        row.getTimestamp("first_at").toInstant(),
        row.getTimestamp("last_at").toInstant(),
        row.getInt("attempts"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}

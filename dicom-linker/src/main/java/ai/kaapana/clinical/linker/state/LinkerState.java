package ai.kaapana.clinical.linker.state;

import ai.kaapana.clinical.fhir.issue.Issue;
import ai.kaapana.clinical.fhir.issue.Location;
import ai.kaapana.clinical.linker.model.Edge;
import ai.kaapana.clinical.linker.model.Instance;
import ai.kaapana.clinical.linker.model.PersonName;
import ai.kaapana.clinical.linker.model.Series;
import ai.kaapana.clinical.linker.model.SeriesKey;
import ai.kaapana.clinical.linker.model.Study;
import ai.kaapana.clinical.linker.model.StudyPatient;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes what became of a study: all of it in one transaction, after the FHIR server confirmed. */
public final class LinkerState {

  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final String pacs;

  /**
   * @param pacs name of the PACS whose studies this state is about
   */
  public LinkerState(
      JdbcTemplate jdbc, TransactionTemplate transactions, Clock clock, String pacs) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
    this.pacs = pacs;
  }

  /** Records studies as linked: the checkpoint of a run. */
  public void linked(Collection<LinkedStudy> studies) {
    if (!studies.isEmpty()) {
      transactions.executeWithoutResult(status -> studies.forEach(this::record));
    }
  }

  /** Records that a study has to wait; it is due again after a delay that doubles up to an hour. */
  public void waiting(String studyUid, String fingerprint, String code) {
    int attempts = attempts(studyUid) + 1;
    var delay = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, 10));
    var due = clock.instant().plus(delay.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : delay);
    unsettled(studyUid, StudyStatus.WAITING, fingerprint, code, attempts, due);
  }

  /** Puts a study into quarantine. What it was linked to before stays as it is. */
  public void quarantined(String studyUid, String fingerprint, String code) {
    var now = Timestamp.from(clock.instant());
    transactions.executeWithoutResult(
        status -> {
          unsettled(
              studyUid, StudyStatus.QUARANTINED, fingerprint, code, attempts(studyUid) + 1, null);
          jdbc.update(
              """
              insert into quarantine (pacs, study_uid, code, first_at, last_at, attempts)
              values (?, ?, ?, ?, ?, 1)
              on conflict (pacs, study_uid) do update
              set code = excluded.code, last_at = excluded.last_at, attempts = quarantine.attempts + 1
              """,
              pacs,
              studyUid,
              code,
              now,
              now);
        });
  }

  /** Forgets a study that has left, once the FHIR server has confirmed what remains of it. */
  public void left(String studyUid) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.update("delete from quarantine where pacs = ? and study_uid = ?", pacs, studyUid);
          jdbc.update("delete from study where pacs = ? and study_uid = ?", pacs, studyUid);
        });
  }

  private void unsettled(
      String studyUid,
      StudyStatus status,
      String fingerprint,
      String code,
      int attempts,
      @Nullable Instant due) {
    jdbc.update(
        """
        insert into study (pacs, study_uid, status, fingerprint, attempts, next_try, last_error)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (pacs, study_uid) do update
        set status = excluded.status, fingerprint = excluded.fingerprint, attempts = excluded.attempts,
            next_try = excluded.next_try, last_error = excluded.last_error
        """,
        pacs,
        studyUid,
        status.code(),
        fingerprint,
        attempts,
        due == null ? null : Timestamp.from(due),
        code);
  }

  private int attempts(String studyUid) {
    return jdbc
        .queryForList(
            "select attempts from study where pacs = ? and study_uid = ?",
            Integer.class,
            pacs,
            studyUid)
        .stream()
        .findFirst()
        .orElse(0);
  }

  private void record(LinkedStudy linked) {
    var uid = linked.study().uid();
    jdbc.update(
        """
        insert into study (pacs, study_uid, status, fingerprint, patient_system, patient_id, attempts,
          linked_at, own_resources, shared)
        values (?, ?, 'linked', ?, ?, ?, 0, ?, ?, ?)
        on conflict (pacs, study_uid) do update
        set status = 'linked', fingerprint = excluded.fingerprint, patient_system = excluded.patient_system,
            patient_id = excluded.patient_id, attempts = 0, next_try = null, last_error = null,
            linked_at = excluded.linked_at, own_resources = excluded.own_resources, shared = excluded.shared
        """,
        pacs,
        uid,
        linked.fingerprint(),
        linked.patient().system(),
        linked.patient().patientId(),
        Timestamp.from(clock.instant()),
        1 + linked.segments().size(),
        linked.shared().toArray(String[]::new));
    for (var table : List.of("series", "edge", "segment", "finding", "quarantine")) {
      jdbc.update("delete from " + table + " where pacs = ? and study_uid = ?", pacs, uid);
    }
    recordPatient(StudyPatient.of(linked.study()));
    recordSeries(linked.study());
    recordEdges(uid, linked.edges());
    recordSegments(uid, linked.segments());
    recordFindings(uid, linked.findings());
    findLooseTargets(linked.study());
  }

  private void recordPatient(StudyPatient patient) {
    var identity = patient.identity();
    var name = identity.name().orElse(new PersonName("", "", ""));
    jdbc.update(
        "delete from study_patient_statement where pacs = ? and study_uid = ?",
        pacs,
        patient.studyUid());
    jdbc.update(
        """
        insert into study_patient_statement (pacs, study_uid, study_date, study_time, issuer, universal_issuer,
          has_name, name_alphabetic, name_ideographic, name_phonetic, sex, birth_date, deidentified)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        pacs,
        patient.studyUid(),
        patient.date(),
        patient.time(),
        identity.issuer().orElse(null),
        identity.universalIssuer().orElse(null),
        identity.name().isPresent(),
        name.alphabetic(),
        name.ideographic(),
        name.phonetic(),
        identity.sex().orElse(null),
        identity.birthDate().orElse(null),
        identity.deidentified());
  }

  private void recordSeries(Study study) {
    jdbc.batchUpdate(
        "insert into series (pacs, study_uid, series_uid, modality, instances) values (?, ?, ?, ?,"
            + " ?) on conflict do nothing",
        study.series().stream()
            .map(s -> new Object[] {pacs, study.uid(), s.uid(), s.modality(), s.instanceCount()})
            .toList());
  }

  private void recordEdges(String studyUid, List<Edge> edges) {
    jdbc.batchUpdate(
        """
        insert into edge (pacs, study_uid, source_instance, source_series, kind, target_study, target_series,
          target_instance, resolved)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        edges.stream()
            .map(
                e ->
                    new Object[] {
                      pacs,
                      studyUid,
                      e.sourceInstance(),
                      e.sourceSeries(),
                      e.kind().name(),
                      e.target().map(SeriesKey::studyUid).orElse(null),
                      e.target().map(SeriesKey::seriesUid).orElse(null),
                      e.targetInstance().orElse(null),
                      e.resolved()
                    })
            .toList());
  }

  private void recordSegments(String studyUid, List<String> segments) {
    jdbc.batchUpdate(
        "insert into segment (pacs, study_uid, resource_id) values (?, ?, ?)",
        segments.stream().map(id -> new Object[] {pacs, studyUid, id}).toList());
  }

  private void recordFindings(String studyUid, List<Issue> findings) {
    jdbc.batchUpdate(
        """
        insert into finding (pacs, study_uid, code, severity, series_uid, instance_uid, tag)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        findings.stream().map(issue -> finding(studyUid, issue)).toList());
  }

  private Object[] finding(String studyUid, Issue issue) {
    var place =
        issue.location() instanceof Location.Dicom dicom
            ? dicom
            : new Location.Dicom(null, null, null, null);
    return new Object[] {
      pacs,
      studyUid,
      issue.code().code(),
      issue.severity().name().toLowerCase(Locale.ROOT),
      place.seriesUid(),
      place.instanceUid(),
      place.tag()
    };
  }

  /** An object of another study may have named an instance of this one without its series. */
  private void findLooseTargets(Study study) {
    var open =
        jdbc.queryForObject(
            "select exists (select 1 from edge where target_instance is not null and not resolved)",
            Boolean.class);
    if (!Boolean.TRUE.equals(open)) {
      return;
    }
    Map<String, List<String>> instances =
        study.series().stream()
            .collect(
                Collectors.toMap(
                    Series::uid,
                    s -> s.instances().stream().map(Instance::uid).toList(),
                    (a, b) -> new ArrayList<>(a)));
    instances.forEach(
        (series, uids) ->
            jdbc.update(
                """
                update edge set target_study = ?, target_series = ?
                where pacs = ? and study_uid <> ? and not resolved and target_instance = any (?)
                """,
                study.uid(),
                series,
                pacs,
                study.uid(),
                uids.toArray(String[]::new)));
  }
}

package ai.kaapana.clinical.linker.link;

import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.fhir.patient.PatientStatement;
import ai.kaapana.clinical.fhir.provenance.ProvenanceStatement;
import ai.kaapana.clinical.linker.issue.LinkerIssue;
import ai.kaapana.clinical.linker.link.RunTally.Outcome;
import ai.kaapana.clinical.linker.state.LinkedStudy;
import ai.kaapana.clinical.linker.state.LinkerState;
import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.ProblemException;
import ai.kaapana.clinical.service.store.FhirStore;
import ai.kaapana.clinical.service.store.RejectedException;
import ai.kaapana.clinical.service.store.UnitResult;
import ai.kaapana.clinical.service.store.WriteUnit;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Writes the studies of a chunk and records each as soon as the FHIR server has confirmed it.
 *
 * <p>A unit is one study. Studies of one patient go one after the other, since each of them may
 * change the Patient.
 */
final class ChunkWriter {

  private static final Logger log = LoggerFactory.getLogger(ChunkWriter.class);

  private final FhirStore store;
  private final LinkerState state;
  private final RunTally tally;
  private final Clock clock;
  private final Origin origin;

  /** Who writes: goes to Provenance. */
  record Origin(String version, String user, String pacs) {}

  ChunkWriter(FhirStore store, LinkerState state, RunTally tally, Clock clock, Origin origin) {
    this.store = store;
    this.state = state;
    this.tally = tally;
    this.clock = clock;
    this.origin = origin;
  }

  void write(List<Plan> plans) {
    var ready = new ArrayList<Plan.Ready>();
    for (var plan : plans) {
      switch (plan) {
        case Plan.Ready study -> ready.add(study);
        case Plan.Quarantine study ->
            quarantine(study.studyUid(), study.fingerprint(), study.reason());
        case Plan.Wait study -> waiting(study.studyUid(), study.fingerprint(), study.reason());
        case Plan.Skip study -> tally.study(study.studyUid(), Outcome.SKIPPED);
      }
    }
    waves(writeShared(ready)).forEach(this::writeWave);
  }

  void quarantine(String studyUid, String fingerprint, LinkerIssue reason) {
    state.quarantined(studyUid, fingerprint, reason.code());
    tally.study(studyUid, Outcome.REJECTED);
    log.atWarn()
        .addKeyValue("event", "study_quarantined")
        .addKeyValue("code", reason.code())
        .log("a study cannot be linked");
  }

  /**
   * Writes what remains of a study of which nothing belongs to the project any more, then forgets
   * it.
   *
   * @param remains nothing where the study was never linked
   */
  void left(String studyUid, @Nullable PatientStatement patient, List<Resource> remains) {
    if (remains.isEmpty()) {
      state.left(studyUid);
      tally.study(studyUid, Outcome.UNCHANGED);
      return;
    }
    var unit = new WriteUnit(studyUid, patient, remains, provenance(studyUid));
    var result = store.write(List.of(unit)).get(0);
    switch (result.state()) {
      case WRITTEN, UNCHANGED -> {
        tally.study(studyUid, Outcome.ACCEPTED);
        tally.writes(result.writes());
        state.left(studyUid);
      }
      case WAITING -> tally.study(studyUid, Outcome.WAITING);
      case REJECTED -> {
        failIfForbidden(Objects.requireNonNull(result.refusal()));
        tally.study(studyUid, Outcome.REJECTED);
        log.atWarn().addKeyValue("event", "departure_refused").log("a study cannot be taken back");
      }
    }
  }

  void waiting(String studyUid, String fingerprint, LinkerIssue reason) {
    state.waiting(studyUid, fingerprint, reason.code());
    tally.study(studyUid, Outcome.WAITING);
  }

  /** Endpoint and Devices first; who is refused one of them goes into quarantine alone. */
  private List<Plan.Ready> writeShared(List<Plan.Ready> studies) {
    var shared = new LinkedHashMap<String, Resource>();
    studies.forEach(
        study -> study.shared().forEach(r -> shared.putIfAbsent(r.getIdElement().getValue(), r)));
    if (shared.isEmpty()) {
      return studies;
    }
    try {
      tally.writes(store.writeShared(List.copyOf(shared.values())));
      return studies;
    } catch (RejectedException e) {
      failIfForbidden(e.refusal());
      return studies.stream().filter(this::isSharedAccepted).toList();
    }
  }

  private boolean isSharedAccepted(Plan.Ready study) {
    try {
      tally.writes(store.writeShared(study.shared()));
      return true;
    } catch (RejectedException e) {
      refused(study.record(), e.refusal());
      return false;
    }
  }

  /** The n-th wave holds the n-th study of each patient. */
  private static List<List<Plan.Ready>> waves(List<Plan.Ready> studies) {
    var waves = new ArrayList<List<Plan.Ready>>();
    var ordinals = new HashMap<String, Integer>();
    for (var study : studies) {
      int wave = ordinals.merge(study.patient().resourceId(), 1, Integer::sum) - 1;
      if (wave == waves.size()) {
        waves.add(new ArrayList<>());
      }
      waves.get(wave).add(study);
    }
    return waves;
  }

  private void writeWave(List<Plan.Ready> wave) {
    var former =
        wave.stream()
            .flatMap(study -> study.formerPatient().stream())
            .map(
                patient ->
                    new WriteUnit("former " + patient.resourceId(), patient, List.of(), null))
            .toList();
    var units = wave.stream().map(this::unit).toList();
    var results = store.write(units);
    var linked = new ArrayList<LinkedStudy>();
    for (int i = 0; i < wave.size(); i++) {
      settle(wave.get(i), results.get(i)).ifPresent(linked::add);
    }
    state.linked(linked);
    if (!former.isEmpty()) {
      writeFormer(former);
    }
  }

  private void writeFormer(List<WriteUnit> units) {
    var seen = new HashSet<String>();
    store
        .write(units.stream().filter(unit -> seen.add(unit.key())).toList())
        .forEach(result -> tally.writes(result.writes()));
  }

  private WriteUnit unit(Plan.Ready study) {
    var uid = study.record().study().uid();
    return new WriteUnit(uid, study.patient(), study.own(), provenance(uid));
  }

  private ProvenanceStatement provenance(String studyUid) {
    return new ProvenanceStatement(
        "link",
        "dicom-linker",
        origin.version(),
        origin.user(),
        List.of(new ProvenanceStatement.Source(CodeSystems.DICOM_UID, "urn:oid:" + studyUid, null)),
        List.of(new ProvenanceStatement.Detail("pacs", origin.pacs())),
        clock.instant());
  }

  private Optional<LinkedStudy> settle(Plan.Ready study, UnitResult result) {
    var record = study.record();
    var uid = record.study().uid();
    switch (result.state()) {
      case WRITTEN -> {
        tally.study(uid, Outcome.ACCEPTED);
        tally.writes(result.writes());
        return Optional.of(record);
      }
      case UNCHANGED -> {
        tally.study(uid, Outcome.UNCHANGED);
        tally.writes(result.writes());
        return Optional.of(record);
      }
      case WAITING -> waiting(uid, record.fingerprint(), LinkerIssue.FHIR_TARGET_MISSING);
      case REJECTED -> refused(record, Objects.requireNonNull(result.refusal()));
    }
    return Optional.empty();
  }

  private void refused(LinkedStudy record, UnitResult.Refusal refusal) {
    failIfForbidden(refusal);
    log.atWarn()
        .addKeyValue("event", "store_refused")
        .addKeyValue("status", refusal.status())
        .addKeyValue("code", refusal.code())
        .log("the FHIR server refuses a study");
    quarantine(record.study().uid(), record.fingerprint(), LinkerIssue.FHIR_REJECTED);
  }

  /** Missing rights concern the installation, not the study: nothing goes into quarantine. */
  private static void failIfForbidden(UnitResult.Refusal refusal) {
    if (refusal.status() == HttpStatus.FORBIDDEN.value()) {
      throw new ProblemException(CommonCode.AUTH_FORBIDDEN, HttpStatus.FORBIDDEN, refusal.code());
    }
  }
}

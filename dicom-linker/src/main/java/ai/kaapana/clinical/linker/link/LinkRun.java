package ai.kaapana.clinical.linker.link;

import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.linker.dicomweb.PacsException;
import ai.kaapana.clinical.linker.issue.LinkerIssue;
import ai.kaapana.clinical.linker.link.RunTally.Outcome;
import ai.kaapana.clinical.linker.state.LinkerQueries;
import ai.kaapana.clinical.linker.state.StudyState;
import ai.kaapana.clinical.service.job.JobContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Links a list of studies: they are read ahead in parallel, planned in the order of their UIDs and
 * written in chunks.
 *
 * <p>Every study is recorded as soon as it is confirmed, so a run that is cut off goes on where it
 * was: what was recorded is settled by its fingerprint.
 */
final class LinkRun {

  /** So many studies in a row that fail on the PACS mean that the PACS fails. */
  private static final int FAILURES_IN_A_ROW = 5;

  private final JobContext job;
  private final LinkRequest request;
  private final PacsReader reader;
  private final LinkerQueries queries;
  private final Supplier<Planner> planners;
  private final ChunkWriter writer;
  private final RunTally tally;
  private final int parallel;
  private final int chunk;
  private int failuresInARow;

  LinkRun(
      JobContext job,
      LinkRequest request,
      PacsReader reader,
      LinkerQueries queries,
      Supplier<Planner> planners,
      ChunkWriter writer,
      RunTally tally,
      Limits limits) {
    this.job = job;
    this.request = request;
    this.reader = reader;
    this.queries = queries;
    this.planners = planners;
    this.writer = writer;
    this.tally = tally;
    this.parallel = limits.parallel();
    this.chunk = limits.chunk();
  }

  /**
   * How much is done at once.
   *
   * @param parallel studies read at the same time
   * @param chunk studies written together
   */
  record Limits(int parallel, int chunk) {}

  /**
   * @param studies hash of the rows in the study list by UID
   * @param force trust no fingerprint
   * @throws PacsException when the PACS as a whole is at fault
   */
  void link(Map<String, String> studies, boolean force) {
    var executor =
        Executors.newFixedThreadPool(
            parallel, Thread.ofPlatform().daemon().name("pacs-read-", 0).factory());
    try {
      link(studies.entrySet().iterator(), force, executor);
    } finally {
      executor.shutdownNow();
    }
  }

  private void link(
      Iterator<Map.Entry<String, String>> studies, boolean force, ExecutorService executor) {
    var ahead = new ArrayDeque<Future<Reading>>();
    do {
      while (ahead.size() < 2 * chunk && studies.hasNext()) {
        var study = studies.next();
        ahead.add(executor.submit(() -> read(study.getKey(), study.getValue(), force)));
      }
      var readings = new ArrayList<Reading>();
      while (readings.size() < chunk && !ahead.isEmpty()) {
        readings.add(await(ahead.remove()));
      }
      settle(readings);
      job.checkCancelled();
    } while (!ahead.isEmpty() || studies.hasNext());
  }

  private Reading read(String studyUid, String rowsHash, boolean force) {
    return reader.read(studyUid, rowsHash, queries.study(studyUid), force);
  }

  private void settle(List<Reading> readings) {
    var planner = planners.get();
    var plans = new ArrayList<Plan>();
    for (var reading : readings) {
      switch (reading) {
        case Reading.Unchanged r -> queries.study(r.studyUid()).ifPresent(this::skipped);
        case Reading.StillQuarantined r -> tally.study(r.studyUid(), Outcome.REJECTED);
        case Reading.Read r -> plans.add(planner.plan(r, request.approvePatient()));
        case Reading.Empty r ->
            plans.add(
                new Plan.Wait(r.studyUid(), r.fingerprint(), LinkerIssue.STUDY_WITHOUT_SERIES));
        case Reading.Failed r ->
            plans.add(new Plan.Quarantine(r.studyUid(), r.fingerprint(), r.reason()));
      }
      failIfPacsFails(reading);
    }
    writer.write(plans);
    job.units(tally.units());
    job.resources(tally.resources());
    job.advance(readings.size());
  }

  private void skipped(StudyState state) {
    state
        .patient()
        .ifPresent(
            patient ->
                tally.skipped(
                    state,
                    "Patient/" + ResourceIds.patient(patient.system(), patient.patientId())));
  }

  private void failIfPacsFails(Reading reading) {
    failuresInARow = reading instanceof Reading.Failed ? failuresInARow + 1 : 0;
    if (failuresInARow >= FAILURES_IN_A_ROW) {
      throw PacsException.unavailable();
    }
  }

  private static Reading await(Future<Reading> reading) {
    try {
      return reading.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PacsException.unavailable();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("Reading a study ended unexpectedly", e.getCause());
    }
  }
}

package ai.kaapana.clinical.linker.link;

import ai.kaapana.clinical.linker.state.LinkerQueries;
import ai.kaapana.clinical.service.job.Jobs;
import ai.kaapana.clinical.service.job.RecurringWork;
import java.time.Clock;
import java.time.Duration;

/** Asks for the studies that wait and are due. */
public final class WaitingStudies implements RecurringWork {

  private static final String USER = "service:dicom-linker";

  private final LinkerQueries queries;
  private final Jobs jobs;
  private final Clock clock;

  public WaitingStudies(LinkerQueries queries, Jobs jobs, Clock clock) {
    this.queries = queries;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "linker-waiting-studies";
  }

  @Override
  public Duration interval() {
    return Duration.ofSeconds(30);
  }

  @Override
  public void run() {
    for (var studyUid : queries.due(clock.instant())) {
      jobs.submit(LinkJob.LINK_STUDY, new LinkRequest(studyUid, false, false), USER, studyUid);
    }
  }
}

package ai.kaapana.clinical.linker.link;

import ai.kaapana.clinical.linker.dicomweb.DicomWebClient;
import ai.kaapana.clinical.linker.dicomweb.PacsException;
import ai.kaapana.clinical.linker.issue.LinkerIssue;
import ai.kaapana.clinical.linker.mapping.LeftStudyMapper;
import ai.kaapana.clinical.linker.mapping.MappingRules;
import ai.kaapana.clinical.linker.mapping.StudyMapper;
import ai.kaapana.clinical.linker.model.Dataset;
import ai.kaapana.clinical.linker.model.Uid;
import ai.kaapana.clinical.linker.project.ProjectList;
import ai.kaapana.clinical.linker.project.ProjectListException;
import ai.kaapana.clinical.linker.state.LinkerQueries;
import ai.kaapana.clinical.linker.state.LinkerState;
import ai.kaapana.clinical.service.job.JobContext;
import ai.kaapana.clinical.service.job.JobHandler;
import ai.kaapana.clinical.service.job.JobOutcome;
import ai.kaapana.clinical.service.problem.ProblemException;
import ai.kaapana.clinical.service.store.FhirStore;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;

/**
 * Runs the jobs of one kind: {@code link-all}, {@code link-study} or {@code relink}. What they do
 * differs by their {@link LinkRequest} alone.
 */
public final class LinkJob implements JobHandler {

  /** Links what the PACS lists, what is unchanged left out. */
  public static final String LINK_ALL = "link-all";

  /** Links one study. */
  public static final String LINK_STUDY = "link-study";

  /** Links everything again, trusting no fingerprint: for a store that was restored or emptied. */
  public static final String RELINK = "relink";

  private static final Duration RETRY = Duration.ofSeconds(30);

  private final String kind;
  private final Parts parts;

  /**
   * What the jobs work with.
   *
   * @param parallel studies read at the same time
   * @param chunk studies written together
   * @param projects lists the series of the project; absent = the PACS is the installation's own
   * @param leftStudies how a study is marked of which nothing is linked any more
   * @param version of this software, for Provenance
   */
  public record Parts(
      DicomWebClient pacs,
      FhirStore store,
      LinkerState state,
      LinkerQueries queries,
      MappingRules rules,
      MissingPatientId missingPatientId,
      StudyMapper mapper,
      Clock clock,
      int parallel,
      int chunk,
      Optional<ProjectList> projects,
      LeftStudyMapper.Policy leftStudies,
      String version) {}

  public LinkJob(String kind, Parts parts) {
    this.kind = kind;
    this.parts = parts;
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public JobOutcome run(JobContext job) {
    var request = job.parameters(LinkRequest.class);
    try {
      if (request.force() && request.studyUid() == null) {
        parts.store().forgetShared();
      }
      return link(job, request, selection());
    } catch (ProjectListException e) {
      return new JobOutcome.Waiting(e.reason(), RETRY);
    } catch (PacsException e) {
      if (e.kind() == PacsException.Kind.TOO_MANY || e.kind() == PacsException.Kind.REFUSED) {
        throw new ProblemException(PacsReader.reason(e.kind()), HttpStatus.BAD_GATEWAY);
      }
      return new JobOutcome.Waiting(PacsReader.reason(e.kind()), RETRY);
    }
  }

  /** No list, no link: without one this throws. */
  private Selection selection() {
    return parts
        .projects()
        .<Selection>map(projects -> new Selection.Listed(projects.read()))
        .orElse(new Selection.Everything());
  }

  private JobOutcome link(JobContext job, LinkRequest request, Selection selection) {
    var tally = new RunTally();
    var store = parts.store().onBehalfOf(job.createdBy());
    var origin = new ChunkWriter.Origin(parts.version(), job.createdBy(), parts.rules().pacsName());
    var writer = new ChunkWriter(store, parts.state(), tally, parts.clock(), origin);
    var reader = new PacsReader(parts.pacs(), new Fingerprint(parts.rules().toString()), selection);
    var run =
        new LinkRun(
            job,
            request,
            reader,
            parts.queries(),
            () -> planner(store),
            writer,
            tally,
            new LinkRun.Limits(parts.parallel(), parts.chunk()));
    job.phase("list", -1);
    var studies = list(request, selection, writer);
    var departures = new Departures(parts.queries(), store, writer, parts.leftStudies());
    leave(job, departures, leaving(request, selection, departures));
    job.phase("link", studies.size());
    run.link(studies, request.force());
    resolve(job, run);
    job.units(tally.units());
    job.resources(tally.resources());
    return new JobOutcome.Done(parts.queries().overview());
  }

  private Planner planner(FhirStore store) {
    return new Planner(
        parts.rules(), parts.missingPatientId(), parts.mapper(), parts.queries(), store);
  }

  private List<String> leaving(LinkRequest request, Selection selection, Departures departures) {
    var uid = request.studyUid();
    if (uid != null) {
      return selection.holds(uid) ? List.of() : List.of(uid);
    }
    return departures.of(selection, request.force());
  }

  private static void leave(JobContext job, Departures departures, List<String> leaving) {
    if (leaving.isEmpty()) {
      return;
    }
    job.phase("leave", leaving.size());
    for (var uid : leaving) {
      departures.leave(uid);
      job.advance(1);
      job.checkCancelled();
    }
  }

  private Map<String, String> list(LinkRequest request, Selection selection, ChunkWriter writer) {
    var uid = request.studyUid();
    if (uid != null && !selection.holds(uid)) {
      return unlisted(uid);
    }
    if (uid != null) {
      return one(uid);
    }
    if (selection instanceof Selection.Listed listed) {
      var studies = new TreeMap<String, String>();
      listed.project().studies().forEach(study -> studies.put(study, ""));
      return studies;
    }
    var listing = Listing.of(parts.pacs());
    listing
        .invalid()
        .forEach(pointer -> writer.quarantine(pointer, "", LinkerIssue.STUDY_UID_INVALID));
    return listing.studies();
  }

  /** One that was linked before leaves; of any other the answer is as if it did not exist. */
  private Map<String, String> unlisted(String uid) {
    if (parts.queries().study(uid).isEmpty()) {
      throw new ProblemException(LinkerIssue.STUDY_NOT_FOUND, HttpStatus.NOT_FOUND);
    }
    return Map.of();
  }

  private Map<String, String> one(String uid) {
    var rows = Uid.isValid(uid) ? parts.pacs().study(uid) : List.<Dataset>of();
    if (rows.isEmpty()) {
      throw new ProblemException(LinkerIssue.STUDY_NOT_FOUND, HttpStatus.NOT_FOUND);
    }
    return Map.of(uid, Listing.hash(rows));
  }

  /** Studies whose sources were linked after them are linked again, to state the reference. */
  private void resolve(JobContext job, LinkRun run) {
    var open = parts.queries().resolvable();
    if (open.isEmpty()) {
      return;
    }
    job.phase("resolve", open.size());
    var studies = new LinkedHashMap<String, String>();
    for (var uid : open) {
      var rows = parts.pacs().study(uid);
      if (!rows.isEmpty()) {
        studies.put(uid, Listing.hash(rows));
      }
    }
    run.link(studies, true);
  }
}

package ai.kaapana.clinical.linker.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.linker.issue.LinkerIssue;
import ai.kaapana.clinical.linker.mapping.LeftStudyMapper;
import ai.kaapana.clinical.linker.project.ServiceAccount;
import ai.kaapana.clinical.pacs.Archive;
import ai.kaapana.clinical.pacs.Fault;
import ai.kaapana.clinical.pacs.FaultRule;
import ai.kaapana.clinical.pacs.FilterAccount;
import ai.kaapana.clinical.pacs.FilterDouble;
import ai.kaapana.clinical.pacs.ProjectMapping;
import ai.kaapana.clinical.pacs.RequestKind;
import ai.kaapana.clinical.service.job.JobOutcome;
import ai.kaapana.clinical.service.problem.ProblemException;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudyStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Two projects behind one filter. Study 1.5 is in both: project A has its CT 1.5.1, project B the
 * SEG 1.5.2 that was drawn on it and the CT 1.5.3.
 */
class ProjectLinkIT {

  private static final List<String> OF_B = List.of("1.5.2", "1.5.3", "1.6");

  private final List<AutoCloseable> open = new ArrayList<>();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Archive archive = new Archive();
  private final ProjectMapping mapping = ProjectMapping.empty();
  private FilterDouble filter;

  @BeforeEach
  void serve() throws IOException {
    TestStudies.add(archive, "1.5", "SHARED");
    archive.add(TestStudies.image("1.5", "1.5.3", "1.5.3.1", "SHARED").attributes());
    TestStudies.add(archive, "1.6", "ONLY-B");
    TestStudies.add(archive, "1.7", "NOBODY");
    mapping.assign("a", "1.5", "1.5.1");
    mapping.assign("b", "1.5", "1.5.2");
    mapping.assign("b", "1.5", "1.5.3");
    mapping.assign("b", "1.6", "1.6.1");
    mapping.assign("b", "1.6", "1.6.2");
    filter =
        FilterDouble.start(
            archive,
            mapping,
            List.of(
                new FilterAccount("system", "secret", true, Set.of()),
                new FilterAccount("linker-a", "secret", false, Set.of("a"))));
    open.add(filter);
    logged.start();
    root().addAppender(logged);
    root().setLevel(Level.DEBUG);
  }

  @AfterEach
  void close() throws Exception {
    root().detachAppender(logged);
    root().setLevel(Level.INFO);
    for (var one : open) {
      one.close();
    }
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger("ai.kaapana");
  }

  private Bench bench(String project) {
    return bench(project, "system", true);
  }

  private Bench bench(String project, String name, boolean password) {
    var login =
        new ServiceAccount.Login(
            filter.tokenUri(),
            password ? "kaapana" : name,
            () -> "secret",
            password
                ? Optional.of(new ServiceAccount.User(name, () -> "secret"))
                : Optional.empty(),
            Duration.ofSeconds(30));
    var bench = Bench.of(filter, new ServiceAccount(login, Clock.systemUTC()), project);
    open.add(bench);
    return bench;
  }

  private static ImagingStudy study(Bench bench, String uid) {
    return bench.store.read(ImagingStudy.class, ResourceIds.study(uid)).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void linksWhatIsListedForTheProjectWhateverTheTokenSees(boolean admin) {
    var bench = admin ? bench("a") : bench("a", "linker-a", false);
    var job = bench.linkAll();
    assertThat(job.units.accepted()).isEqualTo(1);
    assertThat(job.units.in()).isEqualTo(1);
    var study = study(bench, "1.5");
    assertThat(study.getNumberOfSeries()).isEqualTo(1);
    assertThat(study.getNumberOfInstances()).isEqualTo(2);
    assertThat(study.getModality()).extracting(c -> c.getCode()).containsExactly("CT");
    assertThat(bench.store.all(BodyStructure.class)).isEmpty();
    assertNothingOfB(bench.store.content());
  }

  private void assertNothingOfB(Map<String, String> content) {
    assertThat(OF_B)
        .allSatisfy(
            uid -> {
              assertThat(content.values()).noneMatch(text -> text.contains(uid));
              assertThat(logged.list).noneMatch(e -> e.getFormattedMessage().contains(uid));
              assertThat(logged.list)
                  .noneMatch(e -> String.valueOf(e.getKeyValuePairs()).contains(uid));
            });
    assertThat(content.values()).noneMatch(text -> text.contains("ONLY-B"));
    assertThat(content.values()).noneMatch(text -> text.contains("NOBODY"));
  }

  @Test
  void leavesTheEdgeOfASegmentationDanglingWhereItsSourceIsAnotherProjects() {
    var bench = bench("b");
    assertThat(bench.linkAll().units.accepted()).isEqualTo(2);
    assertThat(bench.queries.edges("1.5", false, 10, 0)).hasSize(1);
    assertThat(bench.queries.edges("1.6", true, 10, 0)).hasSize(1);
    assertThat(study(bench, "1.5").getNumberOfSeries()).isEqualTo(2);
    assertThat(bench.store.content().values()).noneMatch(text -> text.contains("1.5.1\""));
    mapping.assign("b", "1.5", "1.5.1");
    assertThat(bench.linkAll().units.accepted()).isEqualTo(1);
    assertThat(bench.queries.edges("1.5", false, 10, 0)).isEmpty();
  }

  @Test
  void followsSeriesThatJoinAndLeave() {
    var bench = bench("a");
    bench.linkAll();
    mapping.assign("a", "1.5", "1.5.2");
    assertThat(bench.linkAll().units.accepted()).isEqualTo(1);
    assertThat(study(bench, "1.5").getNumberOfSeries()).isEqualTo(2);
    assertThat(bench.store.all(BodyStructure.class)).singleElement().matches(s -> s.getActive());
    mapping.withdraw("a", "1.5.2");
    bench.linkAll();
    assertThat(study(bench, "1.5").getNumberOfSeries()).isEqualTo(1);
    assertThat(study(bench, "1.5").getStatus()).isEqualTo(ImagingStudyStatus.AVAILABLE);
    assertThat(bench.store.all(BodyStructure.class)).singleElement().matches(s -> !s.getActive());
    assertThat(bench.linkAll().units.skipped()).isEqualTo(1);
  }

  @Test
  void emptiesAStudyOfWhichNoSeriesIsLeftAndRevivesItWhenOneComesBack() {
    var bench = bench("b");
    bench.linkAll();
    mapping.withdraw("b", "1.6.1");
    mapping.withdraw("b", "1.6.2");
    var job = bench.linkAll();
    assertThat(job.phases).containsExactly("list", "leave", "link");
    assertThat(job.units.accepted()).isEqualTo(1);
    assertThat(job.resources.balances()).isTrue();
    var left = study(bench, "1.6");
    assertThat(left.getStatus()).isEqualTo(ImagingStudyStatus.ENTEREDINERROR);
    assertThat(left.getSeries()).isEmpty();
    assertThat(left.getModality()).isEmpty();
    assertThat(bench.queries.study("1.6")).isEmpty();
    assertThat(bench.linkAll().units.in()).isEqualTo(1);
    mapping.assign("b", "1.6", "1.6.1");
    bench.linkAll();
    assertThat(study(bench, "1.6").getStatus()).isEqualTo(ImagingStudyStatus.AVAILABLE);
    assertThat(study(bench, "1.6").getNumberOfSeries()).isEqualTo(1);
  }

  @Test
  void marksSuchAStudyWithATombstoneWhereThatIsThePolicy() {
    var bench = bench("a").leaving(LeftStudyMapper.Policy.TOMBSTONE);
    bench.linkAll();
    mapping.withdraw("a", "1.5.1");
    bench.linkAll();
    assertThat(study(bench, "1.5").getStatus()).isEqualTo(ImagingStudyStatus.UNKNOWN);
    assertThat(study(bench, "1.5").getMeta().getTag())
        .extracting(t -> t.getCode())
        .contains("left");
  }

  @Test
  void takesBackWhatHasLeftEvenIfItsSuccessorIsNotInThePacsYet() {
    var bench = bench("a");
    bench.linkAll();
    mapping.withdraw("a", "1.5.1");
    mapping.assign("a", "1.5", "1.5.9");
    assertThat(bench.linkAll().units.waiting()).isEqualTo(1);
    assertThat(study(bench, "1.5").getStatus()).isEqualTo(ImagingStudyStatus.ENTEREDINERROR);
  }

  @Test
  void tellsOfAStudyOfAnotherProjectThatItDoesNotExist() {
    var bench = bench("a");
    assertThatThrownBy(() -> bench.link("1.6", true, true))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("study/not-found");
    assertThat(filter.requests()).allMatch(request -> request.kind() == RequestKind.OTHER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"503:", "200:{\"errorMessage\":\"no\"}", "500:", "200:", "404:{}"})
  void waitsAndLinksNothingWithoutAList(String answer) {
    var parts = answer.split(":", 2);
    var bench = bench("a");
    filter.script(
        FaultRule.always(
            request -> request.path().startsWith("/projects/"),
            Fault.answer(Integer.parseInt(parts[0]), parts[1])));
    var job = new RecordingJob(new LinkRequest(null, true, false));
    assertThat(bench.outcome(LinkJob.RELINK, job))
        .isInstanceOfSatisfying(
            JobOutcome.Waiting.class,
            waiting -> assertThat(waiting.reason().code()).startsWith("project/list-"));
    assertThat(bench.store.content()).isEmpty();
    assertThat(filter.requests()).allMatch(request -> request.kind() == RequestKind.OTHER);
    filter.heal();
    assertThat(bench.linkAll().units.accepted()).isEqualTo(1);
  }

  @Test
  void waitsWhereTheAccountGetsNoToken() {
    var bench = bench("a", "unknown", true);
    var job = new RecordingJob(new LinkRequest(null, false, false));
    assertThat(bench.outcome(LinkJob.LINK_ALL, job))
        .isEqualTo(
            new JobOutcome.Waiting(LinkerIssue.PROJECT_LOGIN_FAILED, Duration.ofSeconds(30)));
  }

  @Test
  void takesANewTokenWhereTheFilterFailsOnAnOldOne() {
    var bench = bench("a");
    bench.linkAll();
    assertThat(filter.logins()).isEqualTo(1);
    filter.expireTokens();
    assertThat(bench.linkAll().units.skipped()).isEqualTo(1);
    assertThat(filter.logins()).isEqualTo(2);
  }

  @Test
  void asksAPersonWhereMostStudiesLeaveAtOnce() {
    for (int i = 1; i <= 11; i++) {
      var uid = "1.40." + i;
      TestStudies.add(archive, uid, "MANY" + i);
      mapping.assign("many", uid, uid + ".1");
    }
    var bench = bench("many");
    assertThat(bench.linkAll().units.accepted()).isEqualTo(11);
    for (int i = 1; i <= 11; i++) {
      mapping.withdraw("many", "1.40." + i + ".1");
    }
    assertThatThrownBy(bench::linkAll).hasMessageContaining("project/many-leave");
    assertThat(bench.queries.overview().linked()).isEqualTo(11);
    assertThat(bench.relink().units.accepted()).isEqualTo(11);
    assertThat(bench.queries.overview().linked()).isZero();
  }
}

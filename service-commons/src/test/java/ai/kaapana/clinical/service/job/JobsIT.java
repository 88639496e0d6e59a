package ai.kaapana.clinical.service.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.service.problem.ProblemException;
import ai.kaapana.clinical.testapp.Http;
import ai.kaapana.clinical.testapp.JobApplication;
import ai.kaapana.clinical.testapp.TestJobs;
import ai.kaapana.clinical.testing.TestPostgres;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Jobs on a real PostgreSQL. */
class JobsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static TestPostgres.Database database;
  private static ConfigurableApplicationContext application;
  private static Jobs jobs;
  private static Http http;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    database = TestPostgres.newDatabase();
    application = startApplication(database);
    jobs = application.getBean(Jobs.class);
    http = new Http(((ServletWebServerApplicationContext) application).getWebServer().getPort());
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  private static ConfigurableApplicationContext startApplication(TestPostgres.Database database) {
    return JobApplication.start(JobApplication.settings(database.springProperties()));
  }

  private Job submit(String work, @Nullable String key) {
    return jobs.submit(TestJobs.KIND, new TestJobs.Trial(work, folder.toString()), "alice", key);
  }

  private static Job await(Jobs of, UUID id, Predicate<Job> condition) {
    Instant end = Clock.systemUTC().instant().plus(PATIENCE);
    while (Clock.systemUTC().instant().isBefore(end)) {
      Job job = of.get(id);
      if (condition.test(job)) {
        return job;
      }
      sleep(20);
    }
    throw new AssertionError("the job did not get there, it is " + of.get(id));
  }

  private static Job awaitEnd(Job job) {
    return await(jobs, job.id(), found -> found.state().isFinal());
  }

  private static Job awaitState(Job job, JobState state) {
    return await(jobs, job.id(), found -> found.state() == state);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void succeedsWithBalancesResultAndProgress() {
    Job job = awaitEnd(submit("succeed", null));
    assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(job.phase()).isEqualTo("working");
    assertThat(job.done()).isEqualTo(10);
    assertThat(job.total()).isEqualTo(10);
    assertThat(job.units()).isEqualTo(new UnitBalance(10, 10, 0, 0, 0, 0));
    assertThat(job.resources()).isEqualTo(new ResourceBalance(20, 15, 0, 5));
    assertThat(job.result().get("report").asText()).isEqualTo("r1");
    assertThat(job.createdBy()).isEqualTo("alice");
    assertThat(job.attempts()).isEqualTo(1);
    assertThat(job.problem()).isNull();
  }

  @Test
  void failsJobWhoseCountsDoNotAddUp() {
    Job job = awaitEnd(submit("unbalanced", null));
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.problem().code()).isEqualTo("job/unbalanced");
  }

  @Test
  void failsWithTheCodeOfTheProblem() {
    Job job = awaitEnd(submit("refuse", null));
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.problem()).isEqualTo(new JobProblem("request/invalid", "column 3"));
  }

  @Test
  void failsWithoutTheTextOfAnUnexpectedException() {
    Job job = awaitEnd(submit("crash", null));
    assertThat(job.problem().code()).isEqualTo("job/failed");
    assertThat(job.problem().detail()).doesNotContain("SECRETVALUE");
  }

  @Test
  void failsJobOfUnknownKind() {
    Job job = awaitEnd(jobs.submit("nobody", List.of(), "alice", null));
    assertThat(job.problem().code()).isEqualTo("job/unknown-kind");
  }

  @Test
  void resumesWaitingJobByItself() {
    Job job = submit("wait", null);
    Job waiting = awaitState(job, JobState.WAITING);
    assertThat(waiting.problem().code()).isEqualTo("dependency/down");
    Job ended = awaitEnd(job);
    assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(ended.attempts()).isEqualTo(3);
    assertThat(ended.problem()).isNull();
  }

  @Test
  void waitsWhileADependencyIsDown() {
    Job job = submit("down", null);
    Job waiting = awaitState(job, JobState.WAITING);
    assertThat(waiting.problem()).isEqualTo(new JobProblem("dependency/down", "the FHIR store"));
    assertThat(awaitEnd(job).state()).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void resumeRunsWaitingJobAtOnce() {
    Job job = awaitState(submit("wait-long", null), JobState.WAITING);
    jobs.resume(job.id());
    assertThat(await(jobs, job.id(), found -> found.attempts() == 2)).isNotNull();
    jobs.cancel(job.id());
  }

  @Test
  void givesTheActiveJobForTheSameKey() {
    Job first = submit("loop", "k1");
    assertThat(submit("loop", "k1").id()).isEqualTo(first.id());
    assertThat(submit("succeed", "k2").id()).isNotEqualTo(first.id());
    jobs.cancel(first.id());
    awaitState(first, JobState.CANCELLED);
    Job second = submit("succeed", "k1");
    assertThat(second.id()).isNotEqualTo(first.id());
    awaitEnd(second);
  }

  @Test
  void refusesToResumeWhileTheSameWorkIsActive() {
    Job first = submit("loop", "k3");
    awaitState(first, JobState.RUNNING);
    jobs.cancel(first.id());
    awaitState(first, JobState.CANCELLED);
    Job second = submit("loop", "k3");
    assertThatThrownBy(() -> jobs.resume(first.id()))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.code().code()).isEqualTo("job/state"));
    jobs.cancel(second.id());
  }

  @Test
  void cancelsRunningAndWaitingJobsAndResumesThem() {
    Job running = submit("loop", null);
    await(jobs, running.id(), job -> job.done() > 0);
    assertThat(jobs.get(running.id()).rate()).isPositive();
    assertThat(jobs.get(running.id()).estimatedEnd()).isNotNull();
    jobs.cancel(running.id());
    assertThat(awaitEnd(running).state()).isEqualTo(JobState.CANCELLED);
    jobs.resume(running.id());
    awaitState(running, JobState.RUNNING);
    jobs.cancel(running.id());
    awaitState(running, JobState.CANCELLED);

    Job waiting = awaitState(submit("wait-long", null), JobState.WAITING);
    assertThat(jobs.cancel(waiting.id()).state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void jobOfAnUndoneTransactionNeverExists() {
    TransactionTemplate transaction =
        new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
    UUID id =
        transaction.execute(
            status -> {
              Job job = submit("succeed", null);
              status.setRollbackOnly();
              return job.id();
            });
    sleep(500);
    assertThat(jobs.find(id)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void showsJobsByRest() throws Exception {
    Job job = awaitEnd(submit("succeed", null));
    String path = "/trial/api/v1/jobs/" + job.id();
    HttpResponse<String> answer = http.send("GET", path);
    JsonNode shown = new ObjectMapper().readTree(answer.body());
    assertThat(names(shown))
        .containsExactly(
            "id",
            "kind",
            "state",
            "phase",
            "done",
            "total",
            "rate",
            "estimatedEnd",
            "createdBy",
            "created",
            "updated",
            "units",
            "resources",
            "problem",
            "result");
    assertThat(shown.get("created").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    assertThat(names(shown.get("units")))
        .containsExactly("in", "accepted", "unchanged", "skipped", "waiting", "rejected");
    assertThat(names(shown.get("resources")))
        .containsExactly("mapped", "created", "updated", "unchanged");
    assertThat(http.send("GET", "/trial/api/v1/jobs?state=SUCCEEDED&kind=trial").body())
        .contains(job.id().toString());
    assertThat(http.send("GET", "/trial/api/v1/jobs?state=FAILED&limit=5").body())
        .doesNotContain(job.id().toString());
    assertThat(http.send("GET", "/trial/api/v1/jobs?state=NONSENSE").statusCode()).isEqualTo(400);
    assertThat(http.send("POST", path + "/cancel").statusCode()).isEqualTo(409);
    assertThat(http.send("POST", path + "/resume").statusCode()).isEqualTo(409);
    assertThat(http.send("GET", "/trial/api/v1/jobs/" + UUID.randomUUID()).statusCode())
        .isEqualTo(404);
    assertThat(http.send("GET", "/trial/api/v1/jobs/rubbish").statusCode()).isEqualTo(404);
  }

  @Test
  void answersWithTheAddressOfTheJob() {
    Job job = submit("loop", null);
    HttpResponse<String> answer =
        http.send(
            "POST",
            "/trial/api/v1/jobs/" + job.id() + "/cancel",
            "X-Forwarded-Host",
            "host.test",
            "X-Forwarded-Proto",
            "https");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Location"))
        .contains("https://host.test/trial/api/v1/jobs/" + job.id());
  }

  @Test
  void runsJobOfAKilledProcessAgain() throws Exception {
    TestPostgres.Database own = TestPostgres.newDatabase();
    assertThat(runUntilItDies(own)).isEqualTo(137);
    assertThat(folder.resolve("attempt-1")).exists();

    try (ConfigurableApplicationContext second = startApplication(own)) {
      Jobs again = second.getBean(Jobs.class);
      Job killed = again.list(TestJobs.KIND, null, 1).get(0);
      assertThat(killed.state()).isEqualTo(JobState.RUNNING);
      Job ended = await(again, killed.id(), job -> job.state().isFinal());
      assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(ended.attempts()).isEqualTo(2);
    }
  }

  @Test
  void orderlyEndLeavesTheJobForTheNextStart() {
    TestPostgres.Database own = TestPostgres.newDatabase();
    UUID id;
    try (ConfigurableApplicationContext first = startApplication(own)) {
      Jobs before = first.getBean(Jobs.class);
      id =
          before
              .submit(TestJobs.KIND, new TestJobs.Trial("loop", folder.toString()), "alice", null)
              .id();
      await(before, id, job -> job.state() == JobState.RUNNING);
    }
    try (ConfigurableApplicationContext second = startApplication(own)) {
      Jobs after = second.getBean(Jobs.class);
      await(after, id, job -> job.attempts() == 2 && job.state() == JobState.RUNNING);
      after.cancel(id);
      await(after, id, job -> job.state() == JobState.CANCELLED);
    }
  }

  private int runUntilItDies(TestPostgres.Database database) throws Exception {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    JobApplication.class.getName(),
                    folder.toString()),
                JobApplication.settings(database.springProperties()).stream())
            .toList();
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> names(JsonNode node) {
    Iterator<String> names = node.fieldNames();
    return Stream.generate(() -> names.hasNext() ? names.next() : null)
        .takeWhile(name -> name != null)
        .toList();
  }
}

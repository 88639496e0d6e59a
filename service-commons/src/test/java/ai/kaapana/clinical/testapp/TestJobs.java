package ai.kaapana.clinical.testapp;

import ai.kaapana.clinical.service.job.JobContext;
import ai.kaapana.clinical.service.job.JobHandler;
import ai.kaapana.clinical.service.job.JobOutcome;
import ai.kaapana.clinical.service.job.ResourceBalance;
import ai.kaapana.clinical.service.job.UnitBalance;
import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.DependencyDownException;
import ai.kaapana.clinical.service.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** A job that does what its parameters say. */
public final class TestJobs implements JobHandler {

  /** The kind of the jobs. */
  public static final String KIND = "trial";

  /**
   * What a trial job does.
   *
   * @param work succeed, unbalanced, refuse, crash, wait, down, loop or halt
   * @param folder where it leaves traces
   */
  public record Trial(String work, String folder) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public JobOutcome run(JobContext context) throws Exception {
    Trial trial = context.parameters(Trial.class);
    Path folder = Path.of(trial.folder());
    Files.writeString(folder.resolve("attempt-" + context.attempt()), "");
    context.phase("working", 10);
    return switch (trial.work()) {
      case "succeed" -> succeed(context, 10);
      case "unbalanced" -> succeed(context, 9);
      case "refuse" ->
          throw new ProblemException(
              CommonCode.REQUEST_INVALID, HttpStatus.BAD_REQUEST, "column 3");
      case "crash" -> throw new IllegalStateException("SECRETVALUE");
      case "wait" ->
          context.attempt() < 3
              ? new JobOutcome.Waiting(CommonCode.DEPENDENCY_DOWN, Duration.ofMillis(200))
              : succeed(context, 10);
      case "wait-long" -> new JobOutcome.Waiting(CommonCode.DEPENDENCY_DOWN, Duration.ofHours(1));
      case "down" -> {
        if (context.attempt() < 3) {
          throw new DependencyDownException("the FHIR store", null);
        }
        yield succeed(context, 10);
      }
      case "loop" -> loop(context);
      case "halt" -> {
        if (context.attempt() == 1) {
          Runtime.getRuntime().halt(137);
        }
        yield succeed(context, 10);
      }
      default -> throw new IllegalArgumentException();
    };
  }

  private static JobOutcome succeed(JobContext context, long accepted) {
    context.advance(10);
    context.units(new UnitBalance(10, accepted, 0, 0, 0, 0));
    context.resources(new ResourceBalance(20, 15, 0, 5));
    return new JobOutcome.Done(Map.of("report", "r1"));
  }

  private static JobOutcome loop(JobContext context) throws InterruptedException {
    while (true) {
      context.checkCancelled();
      context.advance(1);
      Thread.sleep(20);
    }
  }
}

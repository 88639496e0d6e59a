package ai.kaapana.clinical.local.demo;

import ai.kaapana.clinical.local.StackException;
import ai.kaapana.clinical.local.http.Answer;
import ai.kaapana.clinical.local.http.LocalHttp;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Follows the jobs of the feeders until they are done. */
final class Jobs {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(400);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final LocalHttp http;
  private final PrintStream out;
  private final BooleanSupplier alive;

  /**
   * @param alive whether all services still run; a job of a dead one would be awaited in vain
   */
  Jobs(LocalHttp http, PrintStream out, BooleanSupplier alive) {
    this.http = http;
    this.out = out;
    this.alive = alive;
  }

  /**
   * Waits for the job that an answer names.
   *
   * @param title what it does, for the progress lines
   * @param api the root of the API that answered
   * @throws StackException if it fails
   */
  Effect await(String title, URI api, Answer accepted) throws IOException {
    if (accepted.status() != 202) {
      throw new StackException(title + " was not accepted. " + accepted.reason());
    }
    var uri = URI.create(api + "/jobs/" + accepted.json().path("id").asText());
    long begin = System.nanoTime();
    long nextLine = begin + BETWEEN_LINES.toNanos();
    var shown = "";
    while (true) {
      var job = state(title, uri);
      if (isDone(title, job)) {
        return finished(title, job, begin);
      }
      var progress = progress(job);
      if (System.nanoTime() > nextLine && !progress.equals(shown)) {
        out.println("demo: " + title + ": " + progress);
        nextLine = System.nanoTime() + BETWEEN_LINES.toNanos();
        shown = progress;
      }
      pause(title, begin);
    }
  }

  private JsonNode state(String title, URI uri) throws IOException {
    var answer = http.get(uri);
    if (!answer.isOk()) {
      throw new StackException(title + ": the state of the job cannot be read. " + answer.reason());
    }
    return answer.json();
  }

  private void pause(String title, long begin) {
    if (!alive.getAsBoolean()) {
      throw new StackException(title + ": a service has ended.");
    }
    if (System.nanoTime() - begin > LONGEST.toNanos()) {
      throw new StackException(title + " is not done after " + LONGEST.toMinutes() + " minutes.");
    }
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException(title + " was interrupted", e);
    }
  }

  private static boolean isDone(String title, JsonNode job) {
    return switch (job.path("state").asText()) {
      case "SUCCEEDED" -> true;
      case "FAILED", "CANCELLED" -> {
        var problem = job.path("problem");
        throw new StackException(
            "%s ended as %s. %s %s"
                .formatted(
                    title,
                    job.path("state").asText(),
                    problem.path("code").asText(),
                    problem.path("detail").asText()));
      }
      // Units that wait for something that this cohort does not have are an outcome, not an
      // unfinished job.
      case "WAITING" -> isAccountedFor(job.path("units"));
      default -> false;
    };
  }

  private static boolean isAccountedFor(JsonNode units) {
    long sum = 0;
    for (var outcome : new String[] {"accepted", "unchanged", "skipped", "waiting", "rejected"}) {
      sum += units.path(outcome).asLong();
    }
    return units.path("waiting").asLong() > 0 && sum == units.path("in").asLong();
  }

  private static String progress(JsonNode job) {
    var total = job.path("total").asLong();
    return job.path("phase").asText(job.path("state").asText())
        + " "
        + job.path("done").asLong()
        + (total > 0 ? " of " + total : "");
  }

  private Effect finished(String title, JsonNode job, long begin) {
    var effect = Effect.of(job.path("resources"));
    var units = job.path("units");
    out.printf(
        "demo: %s: %d in, %d accepted, %d unchanged, %d waiting, %d rejected; resources %d written, %d unchanged (%.1f s)%n",
        title,
        units.path("in").asLong(),
        units.path("accepted").asLong(),
        units.path("unchanged").asLong() + units.path("skipped").asLong(),
        units.path("waiting").asLong(),
        units.path("rejected").asLong(),
        effect.written(),
        effect.unchanged(),
        Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0);
    return effect;
  }
}

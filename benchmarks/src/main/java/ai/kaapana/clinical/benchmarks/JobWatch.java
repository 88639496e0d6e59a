package ai.kaapana.clinical.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Waits for jobs of the feeders. */
record JobWatch(Rest rest, CpuMeter meter) {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /**
   * The job when it is done.
   *
   * @param api the root of the API that accepted it
   * @throws IOException if it did not succeed
   */
  JsonNode await(URI api, JsonNode accepted) throws IOException {
    var uri = URI.create(api + "/jobs/" + accepted.path("id").asText());
    while (true) {
      var job = rest.get(uri);
      switch (job.path("state").asText()) {
        case "SUCCEEDED" -> {
          return job;
        }
        case "QUEUED", "RUNNING" -> pause();
        default -> throw new IOException("The job did not succeed: " + job);
      }
    }
  }

  private void pause() throws IOException {
    meter.read();
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for a job", e);
    }
  }
}

package ai.kaapana.clinical.service.job;

import ai.kaapana.clinical.service.config.ConfigurationException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How jobs are run.
 *
 * @param enabled whether the service has jobs at all
 * @param threads how many jobs run at the same time in one replica
 * @param pollInterval how often due jobs are looked for
 * @param heartbeat how often a running job shows that its process lives; after four missed ones it
 *     is run again
 * @param shutdownWait how long a running job may take to end when the service ends
 * @param maxInterruptions how often in a row a job may lose its process before it fails
 * @param retention how long ended jobs are kept
 */
@ConfigurationProperties("clinical.jobs")
record JobProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("2") int threads,
    @DefaultValue("1s") Duration pollInterval,
    @DefaultValue("2s") Duration heartbeat,
    @DefaultValue("10s") Duration shutdownWait,
    @DefaultValue("20") int maxInterruptions,
    @DefaultValue("90d") Duration retention) {

  JobProperties {
    require(threads >= 1 && threads <= 64, "threads", "a number from 1 to 64");
    require(within(pollInterval, 100, 60_000), "poll-interval", "from 100ms to 60s");
    require(within(heartbeat, 250, 60_000), "heartbeat", "from 250ms to 60s");
    require(within(shutdownWait, 0, 600_000), "shutdown-wait", "at most 10m");
    require(maxInterruptions >= 1, "max-interruptions", "at least 1");
    require(!retention.isNegative() && !retention.isZero(), "retention", "more than nothing");
  }

  private static boolean within(Duration value, long leastMillis, long mostMillis) {
    return value.toMillis() >= leastMillis && value.toMillis() <= mostMillis;
  }

  private static void require(boolean holds, String name, String wanted) {
    if (!holds) {
      throw new ConfigurationException(
          "clinical.jobs." + name, "is out of range", "Use " + wanted + ".");
    }
  }
}

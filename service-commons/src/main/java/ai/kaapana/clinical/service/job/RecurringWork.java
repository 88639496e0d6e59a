package ai.kaapana.clinical.service.job;

import java.time.Duration;

/**
 * Work that is due again and again, in one replica at a time; a bean of the service. What takes
 * long belongs into a job that this work submits under a key.
 */
public interface RecurringWork {

  /** A stable name, unique in the service. */
  String name();

  /** How long after its end the work is due again. */
  Duration interval();

  /** Does the work; an exception is logged and the work is due again after the interval. */
  void run();
}

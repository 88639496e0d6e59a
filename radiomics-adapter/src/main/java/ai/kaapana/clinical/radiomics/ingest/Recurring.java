package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.service.job.RecurringWork;
import java.time.Duration;

/** Recurring work made of its parts. */
record Recurring(String name, Duration interval, Runnable work) implements RecurringWork {

  @Override
  public void run() {
    work.run();
  }
}

package ai.kaapana.clinical.service.job;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts how jobs end. */
record JobMeters(MeterRegistry registry) {

  void ended(String kind, JobState state) {
    registry.counter("clinical.jobs.ended", "kind", kind, "state", state.name()).increment();
  }
}

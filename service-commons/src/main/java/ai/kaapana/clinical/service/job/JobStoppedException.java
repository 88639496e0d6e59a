package ai.kaapana.clinical.service.job;

/**
 * Ends a run between two units of work: the job was cancelled, its lease was lost, or the process
 * ends.
 */
final class JobStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  enum Reason {
    CANCELLED,
    LEASE_LOST,
    SHUTDOWN
  }

  private final Reason reason;

  JobStoppedException(Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}

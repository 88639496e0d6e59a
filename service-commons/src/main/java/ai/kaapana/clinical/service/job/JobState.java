package ai.kaapana.clinical.service.job;

/** Where a job stands. */
public enum JobState {
  /** Asked for, not begun yet. */
  QUEUED,
  /** A handler works on it. */
  RUNNING,
  /** Something it needs is not there yet; it goes on by itself. */
  WAITING,
  /** Finished, and its counts add up. */
  SUCCEEDED,
  /** Ended by an error; can be resumed. */
  FAILED,
  /** Ended because somebody asked for it; can be resumed. */
  CANCELLED;

  /** Whether nothing more happens to the job by itself. */
  public boolean isFinal() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }
}

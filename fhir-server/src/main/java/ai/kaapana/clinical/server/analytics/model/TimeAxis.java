package ai.kaapana.clinical.server.analytics.model;

import org.jspecify.annotations.Nullable;

/**
 * The axis on which dates were stated: real, shifted by patient, or days from an event.
 *
 * <p>Dates on two axes have no number of days between them.
 */
public record TimeAxis(String code) {

  /** Where nothing else is declared. */
  public static final TimeAxis REAL = new TimeAxis("real");

  public static TimeAxis of(@Nullable String code) {
    return code == null || code.equals(REAL.code) ? REAL : new TimeAxis(code);
  }
}

package ai.kaapana.clinical.service.store;

/** fhir-server refused a request; trying again would not help. The message holds no values. */
public final class RejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient UnitResult.Refusal refusal;

  RejectedException(UnitResult.Refusal refusal) {
    super("fhir-server refused with status %d, %s".formatted(refusal.status(), refusal.code()));
    this.refusal = refusal;
  }

  public UnitResult.Refusal refusal() {
    return refusal;
  }
}

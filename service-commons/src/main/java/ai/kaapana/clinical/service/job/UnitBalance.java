package ai.kaapana.clinical.service.job;

/**
 * What became of the source units (rows, studies, results of ROIs) of a run.
 *
 * @param in units read
 * @param accepted units taken, new or changed
 * @param unchanged units compared and found as they are in the store
 * @param skipped units settled by their fingerprint
 * @param waiting units whose target does not exist yet
 * @param rejected units refused, each with a reason
 */
public record UnitBalance(
    long in, long accepted, long unchanged, long skipped, long waiting, long rejected) {

  /** No units. */
  public static final UnitBalance NONE = new UnitBalance(0, 0, 0, 0, 0, 0);

  /** Whether every unit read has exactly one outcome. */
  public boolean balances() {
    return in == accepted + unchanged + skipped + waiting + rejected;
  }

  /** The sum of two balances. */
  public UnitBalance plus(UnitBalance other) {
    return new UnitBalance(
        in + other.in,
        accepted + other.accepted,
        unchanged + other.unchanged,
        skipped + other.skipped,
        waiting + other.waiting,
        rejected + other.rejected);
  }
}

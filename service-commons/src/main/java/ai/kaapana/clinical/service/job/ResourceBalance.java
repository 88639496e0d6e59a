package ai.kaapana.clinical.service.job;

/**
 * What became of the resources of a run.
 *
 * @param mapped resources made from the units, a Patient once for each feeder; those of skipped
 *     units included
 * @param created resources that were not in the store
 * @param updated resources that were in the store with other content
 * @param unchanged resources that were in the store as they are
 */
public record ResourceBalance(long mapped, long created, long updated, long unchanged) {

  /** No resources. */
  public static final ResourceBalance NONE = new ResourceBalance(0, 0, 0, 0);

  /** Whether every mapped resource has exactly one outcome. */
  public boolean balances() {
    return mapped == created + updated + unchanged;
  }

  /** The sum of two balances. */
  public ResourceBalance plus(ResourceBalance other) {
    return new ResourceBalance(
        mapped + other.mapped,
        created + other.created,
        updated + other.updated,
        unchanged + other.unchanged);
  }
}

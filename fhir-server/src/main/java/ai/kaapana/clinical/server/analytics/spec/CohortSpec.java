package ai.kaapana.clinical.server.analytics.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for a cohort.
 *
 * @param radiomics which ROIs and which configuration count for feature criteria
 * @param store name under which the cohort is stored as Group and List; null = not stored
 */
public record CohortSpec(
    List<Criterion> where, Radiomics radiomics, @Nullable String store, String hash) {

  public CohortSpec {
    where = List.copyOf(where);
  }
}

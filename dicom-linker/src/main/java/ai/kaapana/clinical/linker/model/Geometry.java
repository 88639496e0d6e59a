package ai.kaapana.clinical.linker.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Voxel geometry of a representative instance.
 *
 * <p>Unit: mm. Source: (0018,0050) and (0028,0030), at the top level or in functional groups.
 */
public record Geometry(
    Optional<BigDecimal> sliceThickness,
    Optional<BigDecimal> rowSpacing,
    Optional<BigDecimal> columnSpacing) {

  /** Nothing is known. */
  public static final Geometry NONE =
      new Geometry(Optional.empty(), Optional.empty(), Optional.empty());

  public boolean isStated() {
    return sliceThickness.isPresent() || rowSpacing.isPresent() || columnSpacing.isPresent();
  }
}

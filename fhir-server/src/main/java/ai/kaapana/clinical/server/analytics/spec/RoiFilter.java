package ai.kaapana.clinical.server.analytics.spec;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which ROIs count.
 *
 * @param label must match the whole label; null = every label
 * @param creator the content creator as DICOM has it; null = every creator
 * @param latest keep only the newest segmentation per image series, label and creator
 */
public record RoiFilter(@Nullable Pattern label, @Nullable String creator, boolean latest) {

  /** Every ROI. */
  public static final RoiFilter ALL = new RoiFilter(null, null, false);
}

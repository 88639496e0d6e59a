package ai.kaapana.clinical.server.analytics.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be asked of an image series. */
public enum ImagingAttribute {
  MODALITY(false, null),
  MANUFACTURER(false, null),
  MODEL(false, null),
  SLICE_THICKNESS(true, "mm"),
  PIXEL_SPACING(true, "mm"),
  BODY_PART(false, null),
  N_INSTANCES(true, null);

  private final boolean number;
  private final @Nullable String unit;

  ImagingAttribute(boolean number, @Nullable String unit) {
    this.number = number;
    this.unit = unit;
  }

  /** Name in the request and of the column. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether values are numbers; a pixel spacing that differs by direction is a text. */
  public boolean isNumber() {
    return number;
  }

  /** UCUM code of the numbers. */
  public @Nullable String unit() {
    return unit;
  }

  static Optional<ImagingAttribute> of(String name) {
    return Arrays.stream(values()).filter(a -> a.column().equals(name)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(ImagingAttribute::column).toList();
  }
}

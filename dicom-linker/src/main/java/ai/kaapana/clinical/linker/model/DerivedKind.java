package ai.kaapana.clinical.linker.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Kinds of DICOM objects that are made from other objects and name them.
 *
 * <p>Source: DICOM PS3.4 annex B.5, SOP classes; PS3.3 C.7.3.1.1.1, modalities.
 */
public enum DerivedKind {
  SEG("SEG", "1.2.840.10008.5.1.4.1.1.66.4", "1.2.840.10008.5.1.4.1.1.66.7"),
  SURFACE("SEG", "1.2.840.10008.5.1.4.1.1.66.5"),
  RTSTRUCT("RTSTRUCT", "1.2.840.10008.5.1.4.1.1.481.3"),
  RTPLAN("RTPLAN", "1.2.840.10008.5.1.4.1.1.481.5", "1.2.840.10008.5.1.4.1.1.481.8"),
  RTDOSE("RTDOSE", "1.2.840.10008.5.1.4.1.1.481.2"),
  KO("KO", "1.2.840.10008.5.1.4.1.1.88.59"),
  SR("SR", "1.2.840.10008.5.1.4.1.1.88."),
  PR("PR", "1.2.840.10008.5.1.4.1.1.11."),
  REG("REG", "1.2.840.10008.5.1.4.1.1.66.1", "1.2.840.10008.5.1.4.1.1.66.3"),
  RWV("RWV", "1.2.840.10008.5.1.4.1.1.67"),
  ANN("ANN", "1.2.840.10008.5.1.4.1.1.91.1"),
  FID("FID", "1.2.840.10008.5.1.4.1.1.66.2");

  private final String modality;
  private final List<String> sopClasses;

  DerivedKind(String modality, String... sopClasses) {
    this.modality = modality;
    this.sopClasses = List.of(sopClasses);
  }

  /** Returns the modality that a series of this kind has. */
  public String modality() {
    return modality;
  }

  /** Says whether objects of the kind hold segments or ROIs. */
  public boolean hasSegments() {
    return this == SEG || this == RTSTRUCT;
  }

  /** Returns the kind of a SOP class; a class written with a trailing dot stands for its family. */
  public static Optional<DerivedKind> ofSopClass(String sopClass) {
    return Arrays.stream(values()).filter(kind -> kind.includes(sopClass)).findFirst();
  }

  /** Returns the kind whose series have the given modality. */
  public static Optional<DerivedKind> ofModality(String modality) {
    return Arrays.stream(values()).filter(kind -> kind.modality.equals(modality)).findFirst();
  }

  private boolean includes(String sopClass) {
    return sopClasses.stream()
        .anyMatch(c -> c.endsWith(".") ? sopClass.startsWith(c) : sopClass.equals(c));
  }
}

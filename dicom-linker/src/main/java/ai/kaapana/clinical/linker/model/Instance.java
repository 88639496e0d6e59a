package ai.kaapana.clinical.linker.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One SOP instance as the PACS lists it.
 *
 * @param laterality (0020,0062) ImageLaterality
 */
public record Instance(
    String uid, String sopClass, OptionalInt number, Optional<String> laterality) {

  /** Says whether the instance is an object derived from others, and of which kind. */
  public Optional<DerivedKind> derivedKind() {
    return DerivedKind.ofSopClass(sopClass);
  }
}

package ai.kaapana.clinical.fhir.time;

import java.util.Optional;

/** What became of a text that should be a date or a time. */
public sealed interface Parsed<T> {

  /** A usable value. */
  record Value<T>(T value) implements Parsed<T> {}

  /** A usable value in a form that the standard has retired or forbids. */
  record Legacy<T>(T value) implements Parsed<T> {}

  /** Nothing was stated. */
  record Absent<T>() implements Parsed<T> {}

  /** Something was stated that is no such value. */
  record Invalid<T>() implements Parsed<T> {}

  /** The value, legacy forms included. */
  default Optional<T> asOptional() {
    return switch (this) {
      case Value<T>(var v) -> Optional.of(v);
      case Legacy<T>(var v) -> Optional.of(v);
      case Absent<T> a -> Optional.empty();
      case Invalid<T> i -> Optional.empty();
    };
  }
}

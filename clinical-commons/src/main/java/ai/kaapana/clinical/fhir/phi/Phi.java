package ai.kaapana.clinical.fhir.phi;

import java.util.function.Function;

/**
 * A value of a patient. It can be used, but not shown by accident: {@link #toString} gives a
 * constant, so that neither a log line nor an exception message nor a record's own text can leak
 * it.
 */
public final class Phi<T> {

  private final T value;

  private Phi(T value) {
    this.value = value;
  }

  public static <T> Phi<T> of(T value) {
    return new Phi<>(value);
  }

  /** The value itself; the call marks the place where it leaves the protection. */
  public T reveal() {
    return value;
  }

  public <R> Phi<R> map(Function<? super T, ? extends R> function) {
    return new Phi<>(function.apply(value));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Phi<?> that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "[phi]";
  }
}

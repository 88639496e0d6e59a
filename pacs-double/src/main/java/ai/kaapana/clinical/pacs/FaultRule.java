package ai.kaapana.clinical.pacs;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Decides for each request whether it goes wrong, and how. Rules are asked from several threads at
 * once.
 */
@FunctionalInterface
public interface FaultRule {
  /** The fault for this request, if it is one of those that go wrong. */
  Optional<Fault> faultFor(DicomWebRequest request);

  /** The same fault for every request of this kind. */
  static FaultRule always(Predicate<DicomWebRequest> when, Fault fault) {
    return request -> when.test(request) ? Optional.of(fault) : Optional.empty();
  }

  /** A fault for the first requests of this kind; later ones are answered well. */
  static FaultRule times(int count, Predicate<DicomWebRequest> when, Fault fault) {
    var left = new AtomicInteger(count);
    return request ->
        when.test(request) && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0
            ? Optional.of(fault)
            : Optional.empty();
  }
}

package ai.kaapana.clinical.server.analytics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reason why a request is refused.
 *
 * @param subject the member of the request or the column it is about
 * @param competing what competes, or the names nearest to an unknown one; never a patient's value
 * @param patients how many patients it concerns, or null where that has no meaning
 */
public record Problem(
    AnalyticsCode code, String subject, List<String> competing, @Nullable Integer patients) {

  public Problem {
    competing = List.copyOf(competing);
  }

  /** A problem of the request alone. */
  public static Problem of(AnalyticsCode code, String subject, List<String> nearest) {
    return new Problem(code, subject, nearest, null);
  }

  /** The whole problem as one sentence for people. */
  public String text() {
    var text = new StringBuilder(code.message()).append(": ").append(subject);
    if (!competing.isEmpty()) {
      var label = patients == null ? " (nearest: " : " (competing: ";
      text.append(label).append(String.join("; ", competing)).append(')');
    }
    if (patients != null) {
      text.append(", patients concerned: ").append(patients);
    }
    return text.append(". ").append(code.hint()).toString();
  }
}

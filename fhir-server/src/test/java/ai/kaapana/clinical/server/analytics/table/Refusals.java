package ai.kaapana.clinical.server.analytics.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.Problem;
import ai.kaapana.clinical.server.analytics.RefusedException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that a request is refused, and for what. */
public final class Refusals {

  private Refusals() {}

  /** The one problem for which a call is refused with 422. */
  public static Problem refusal(ThrowingCallable call, AnalyticsCode code) {
    var problems = refusals(call);
    assertThat(problems).extracting(Problem::code).containsExactly(code);
    return problems.getFirst();
  }

  /** All problems for which a call is refused with 422. */
  public static List<Problem> refusals(ThrowingCallable call) {
    var refused = catchThrowableOfType(RefusedException.class, call);
    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.status()).isEqualTo(422);
    return refused.problems();
  }
}

package ai.kaapana.clinical.server.analytics;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A request that cannot be answered without guessing.
 *
 * <p>Its message holds codes alone: what the request said may be a patient's value, and messages
 * end in logs.
 */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<Problem> problems;

  public RefusedException(int status, List<Problem> problems) {
    super(problems.stream().map(p -> p.code().code()).distinct().collect(Collectors.joining(", ")));
    this.status = status;
    this.problems = List.copyOf(problems);
  }

  /** The request was read, but cannot be answered as it stands (422). */
  public static RefusedException unprocessable(Problem... problems) {
    return new RefusedException(422, List.of(problems));
  }

  public int status() {
    return status;
  }

  public List<Problem> problems() {
    return problems;
  }
}

package ai.kaapana.clinical.fhir.issue;

/**
 * One thing that was wrong with an input.
 *
 * @param detail completes the code's message, for example the expected format; never a patient's
 *     value
 */
public record Issue(IssueCode code, Location location, String detail) {

  public static Issue of(IssueCode code, Location location) {
    return new Issue(code, location, "");
  }

  public Severity severity() {
    return code.severity();
  }
}

package ai.kaapana.clinical.fhir.issue;

/**
 * A stable code for something that can be wrong with an input; each service has one enum of them.
 *
 * <p>Neither text may hold a value of a patient: they go to logs and to answers.
 */
public interface IssueCode {

  /** For example {@code value/range}. */
  String code();

  Severity severity();

  /** What is wrong, as a sentence. */
  String message();

  /** What the user can do about it. */
  String hint();
}

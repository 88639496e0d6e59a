package ai.kaapana.clinical.server.rest;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.issue.IssueCode;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;

/** OperationOutcomes whose {@code issue.details} carries a stable code. */
public final class Outcomes {

  /** System of the codes. */
  public static final String SYSTEM = Clinical.codeSystem("error");

  private Outcomes() {}

  /** One error with the code's text and hint. */
  public static OperationOutcome of(
      IssueCode code, @Nullable String diagnostics, List<String> expressions) {
    var outcome = new OperationOutcome();
    var issue =
        outcome
            .addIssue()
            .setSeverity(IssueSeverity.ERROR)
            .setCode(type(code.code()))
            .setDetails(
                new CodeableConcept()
                    .addCoding(new Coding(SYSTEM, code.code(), null))
                    .setText(code.message() + " " + code.hint()));
    if (diagnostics != null) {
      issue.setDiagnostics(diagnostics);
    }
    expressions.forEach(issue::addExpression);
    return outcome;
  }

  /** Whether an outcome already carries one of our codes. */
  static boolean isOurs(@Nullable Object outcome) {
    return outcome instanceof OperationOutcome found
        && found.getIssue().stream()
            .flatMap(issue -> issue.getDetails().getCoding().stream())
            .anyMatch(coding -> SYSTEM.equals(coding.getSystem()));
  }

  private static IssueType type(String code) {
    return switch (code.substring(0, code.indexOf('/'))) {
      case "access" -> IssueType.FORBIDDEN;
      case "auth" -> IssueType.SECURITY;
      case "write", "bundle" -> IssueType.BUSINESSRULE;
      case "read" -> IssueType.NOTFOUND;
      case "search" -> IssueType.VALUE;
      case "server", "dependency" -> IssueType.EXCEPTION;
      default -> IssueType.INVALID;
    };
  }
}

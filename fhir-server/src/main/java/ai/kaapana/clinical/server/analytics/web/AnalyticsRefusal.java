package ai.kaapana.clinical.server.analytics.web;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.Problem;
import ai.kaapana.clinical.server.analytics.RefusedException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.StringType;

/**
 * A refused request as OperationOutcome, one issue per problem.
 *
 * <p>What competes (or the nearest names) and the number of patients are there twice: in {@code
 * diagnostics} for people, and as extension {@code refusal} for programs.
 */
final class AnalyticsRefusal extends BaseServerResponseException {

  private static final long serialVersionUID = 1L;

  AnalyticsRefusal(RefusedException refused) {
    super(refused.status(), refused.getMessage(), outcome(refused));
  }

  private static OperationOutcome outcome(RefusedException refused) {
    var outcome = new OperationOutcome();
    for (var problem : refused.problems()) {
      var code = problem.code();
      var issue = outcome.addIssue();
      issue.setSeverity(IssueSeverity.ERROR);
      issue.setCode(type(code));
      issue.setDetails(
          new CodeableConcept()
              .addCoding(new Coding(CodeSystems.ERROR, code.code(), null))
              .setText(code.message()));
      issue.setDiagnostics(problem.text());
      issue.addExtension(extension(problem));
    }
    return outcome;
  }

  private static Extension extension(Problem problem) {
    var extension = new Extension(Clinical.extension("refusal"));
    extension.addExtension("subject", new StringType(problem.subject()));
    problem.competing().forEach(text -> extension.addExtension("competing", new StringType(text)));
    if (problem.patients() != null) {
      extension.addExtension("patients", new IntegerType(problem.patients()));
    }
    return extension;
  }

  private static IssueType type(AnalyticsCode code) {
    return switch (code) {
      case BAD_SPEC -> IssueType.INVALID;
      case UNKNOWN_CONCEPT, UNKNOWN_FEATURE -> IssueType.NOTFOUND;
      case FORMAT -> IssueType.NOTSUPPORTED;
      default -> IssueType.BUSINESSRULE;
    };
  }
}

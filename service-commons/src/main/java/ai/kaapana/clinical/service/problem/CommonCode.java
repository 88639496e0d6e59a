package ai.kaapana.clinical.service.problem;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ai.kaapana.clinical.fhir.issue.Severity;

/** The codes of what can go wrong in every service alike. */
public enum CommonCode implements IssueCode {
  REQUEST_INVALID(
      "request/invalid",
      "The request is not valid.",
      "Correct the parameters or the body that the detail names."),
  REQUEST_UNREADABLE(
      "request/unreadable",
      "The body of the request cannot be read.",
      "Send well-formed JSON of the documented form."),
  REQUEST_ROUTE(
      "request/no-such-route",
      "There is nothing at this address.",
      "See openapi.json of the service."),
  REQUEST_METHOD(
      "request/method",
      "The address does not know this method.",
      "Use one of the methods in the header Allow."),
  REQUEST_MEDIA_TYPE(
      "request/media-type",
      "The content type of the request is not supported.",
      "Send one of the documented content types."),
  REQUEST_NOT_ACCEPTABLE(
      "request/not-acceptable",
      "The answer does not exist in the wanted format.",
      "Ask for one of the documented formats."),
  REQUEST_TOO_LARGE(
      "request/too-large",
      "The request is too large.",
      "Send less at once, or have the operator raise the limit."),
  REQUEST_AMBIGUOUS_AUTHORIZATION(
      "request/ambiguous-authorization",
      "The request carries more than one header Authorization.",
      "Send exactly one."),
  AUTH_REQUIRED("auth/required", "A token is needed.", "Send a bearer token of the platform."),
  AUTH_REFUSED(
      "auth/refused",
      "The token is not accepted.",
      "Get a new access token of the platform and try again."),
  AUTH_FORBIDDEN(
      "auth/forbidden",
      "The caller may not do this.",
      "Ask for membership in the project, or for the right that the operation needs."),
  AUTH_CROSS_SITE(
      "auth/cross-site",
      "A page of another site sent the request.",
      "Use the page of this service itself."),
  AUTH_KEYS_UNAVAILABLE(
      "auth/keys-unavailable",
      "The keys of the token issuer cannot be read.",
      "Try again; if it stays, check clinical.security.jwks and the issuer."),
  DEPENDENCY_DOWN(
      "dependency/down",
      "Another system does not answer.",
      "It is tried again by itself; check the system named."),
  JOB_UNKNOWN("job/unknown", "There is no such job.", "List the jobs for their ids."),
  JOB_STATE(
      "job/state",
      "The job is in a state that does not allow this.",
      "Read the job and decide again."),
  JOB_KIND(
      "job/unknown-kind",
      "No part of this service runs jobs of this kind.",
      "Start the version of the service that made the job."),
  JOB_FAILED(
      "job/failed",
      "The job ended with an unexpected error.",
      "See the log under the job's id, then resume the job."),
  JOB_UNBALANCED(
      "job/unbalanced",
      "The job finished, but its counts do not add up.",
      "Report it with the job's counts; do not rely on its result."),
  JOB_INTERRUPTED(
      "job/interrupted-too-often",
      "The process ended again and again while the job ran.",
      "Check the memory and the log of the service, then resume the job."),
  OBJECT_STORE_REFUSED(
      "object-store/refused",
      "The object store refused the request.",
      "Check the credentials and the rights on the bucket."),
  OBJECT_CHANGED(
      "object-store/changed",
      "The object has another content by now.",
      "Try again with the object as it is now."),
  OBJECT_UNKNOWN("object-store/unknown", "There is no such object.", "Check bucket and key."),
  SERVER_ERROR(
      "server/error",
      "Something went wrong inside the service.",
      "Report the request id; the log has the cause under it.");

  private final String code;
  private final String message;
  private final String hint;

  CommonCode(String code, String message, String hint) {
    this.code = code;
    this.message = message;
    this.hint = hint;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String message() {
    return message;
  }

  @Override
  public String hint() {
    return hint;
  }
}

package ai.kaapana.clinical.server.rest;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ai.kaapana.clinical.fhir.issue.Severity;

/** What can be wrong with a request to the FHIR endpoint; stable, listed in docs/error-codes.md. */
public enum FhirServerCode implements IssueCode {
  ACCESS_OPERATION(
      "access/operation",
      "The caller may not do this.",
      "Ask for the right, or read the capability statement for what is offered."),
  ACCESS_OWNER(
      "access/owner",
      "The resource belongs to an identifier system that another part of the suite writes.",
      "Write results below /sid/result and cohorts below /sid/cohort; leave other resources to"
          + " their owner."),
  ACCESS_AUTHOR(
      "access/author",
      "Somebody else wrote the result or the cohort; only its author or an administrator may change"
          + " it, delete it or say where it comes from.",
      "Store yours under another identifier; an administrator sees in the audit who the author is."),
  ACCESS_TYPE(
      "access/type",
      "Nobody writes resources of this type here.",
      "Read the documentation for the types that can be stored."),
  ACCESS_ADMIN(
      "access/admin",
      "Only administrators may read this.",
      "Ask an administrator of the platform."),
  ACCESS_TOKENS(
      "access/tokens",
      "The caller has too many live notebook tokens.",
      "Revoke one, or wait until one expires."),
  WRITE_IDENTIFIER(
      "write/identifier",
      "The resource has no identifier from which its id follows.",
      "Give it an identifier of a system that you own, and the id derived from it."),
  WRITE_ID(
      "write/id",
      "The id is not the one that follows from the identifier.",
      "Derive the id as documented: letter and hash of type, system and value."),
  WRITE_PROVENANCE(
      "write/provenance",
      "The targets of the Provenance cannot be settled.",
      "Name at least one target, no Patient, and only resources that are stored or in the same"
          + " bundle."),
  WRITE_METHOD(
      "write/method",
      "Resources are written by PUT under their derived id and deleted by DELETE, without"
          + " conditions on a search.",
      "Send PUT or DELETE with Type/id, and no ifNoneExist, ifNoneMatch or query."),
  WRITE_PRECONDITION(
      "write/patient-if-match",
      "An existing Patient may only be changed with If-Match.",
      "Read the Patient, merge, and send the version that you read as If-Match."),
  WRITE_STALE(
      "write/stale",
      "The resource has another version by now.",
      "Read it again, merge, and write with the new version."),
  WRITE_REFERENCE(
      "write/reference",
      "The resource refers to one that does not exist.",
      "Write the target first, or in the same transaction."),
  WRITE_REFERENCED(
      "write/referenced",
      "The resource cannot be deleted, because others refer to it.",
      "Delete what refers to it in the same transaction."),
  WRITE_CONTENT(
      "write/content",
      "The resource is not valid FHIR R4, or holds what cannot be stored.",
      "Check the element that the expression names, and control characters in texts."),
  BUNDLE_DUPLICATE(
      "bundle/duplicate",
      "The bundle names one resource twice.",
      "Send each resource once per transaction."),
  BUNDLE_SIZE(
      "bundle/size", "The bundle has too many entries.", "Send at most 2000 entries, better 500."),
  BUNDLE_TYPE(
      "bundle/type",
      "Only transactions, and batches of reads, are processed.",
      "Set type to transaction; write nothing in a batch."),
  SEARCH_PARAMETER(
      "search/parameter",
      "The search has a parameter that this server does not offer, or a value it cannot use.",
      "Read the capability statement for the search parameters of the type."),
  READ_UNKNOWN("read/unknown", "There is no such resource.", "Check type and id."),
  READ_GONE("read/gone", "The resource was deleted.", "Its history is still there."),
  PAGE_GONE(
      "search/page-gone",
      "The search to which the page belongs is not kept any more.",
      "Start the search again and follow its links."),
  OPERATION_UNKNOWN(
      "request/unknown-operation",
      "This server does not offer the interaction or operation.",
      "Read the capability statement for what is offered."),
  TOO_LARGE("request/too-large", "The request is too large.", "Send less at once."),
  MEDIA_TYPE(
      "request/media-type",
      "Only FHIR JSON without compression is read.",
      "Send Content-Type: application/fhir+json."),
  NOT_ACCEPTABLE(
      "request/not-acceptable", "Only FHIR JSON is written.", "Ask for application/fhir+json."),
  INVALID("request/invalid", "The request is not valid.", "Correct it as the diagnostics say."),
  UNAVAILABLE(
      "server/unavailable",
      "The database does not answer.",
      "Try again; if it stays, check the database."),
  INTERNAL(
      "server/error",
      "Something went wrong inside the server.",
      "Report the request id; the log has the cause under it.");

  private final String code;
  private final String message;
  private final String hint;

  FhirServerCode(String code, String message, String hint) {
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

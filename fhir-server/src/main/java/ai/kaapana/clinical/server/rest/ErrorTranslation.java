package ai.kaapana.clinical.server.rest;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Gives every error a stable code and takes HAPI's own texts out, which repeat ids and values.
 *
 * <p>What is kept of HAPI's text: its number ({@code HAPI-0524}), the path of an element, and the
 * names of the valid search parameters.
 */
@Interceptor
final class ErrorTranslation {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorTranslation.class);
  private static final Pattern NUMBER = Pattern.compile("HAPI-\\d{4}");
  private static final Pattern PATH =
      Pattern.compile(
          "(?:specified in path|in path|at path):"
              + " ([A-Z][A-Za-z]+(?:\\.(?!where|as\\b|ofType|resolve)[A-Za-z]+)+)");
  private static final Pattern VALID_PARAMETERS =
      Pattern.compile("Valid search parameters for this search are: \\[[A-Za-z_, .-]*]");

  /** HAPI's numbers that say more than the status; the first that a text holds decides. */
  private static final Map<String, Answer> BY_NUMBER =
      Map.ofEntries(
          entry("HAPI-0302", 404, FhirServerCode.OPERATION_UNKNOWN),
          entry("HAPI-0303", 405, FhirServerCode.OPERATION_UNKNOWN),
          entry("HAPI-0417", 410, FhirServerCode.PAGE_GONE),
          entry("HAPI-0418", 400, FhirServerCode.WRITE_METHOD),
          entry("HAPI-0515", 409, FhirServerCode.WRITE_REFERENCED),
          entry("HAPI-0524", 400, FhirServerCode.SEARCH_PARAMETER),
          entry("HAPI-0535", 400, FhirServerCode.BUNDLE_DUPLICATE),
          entry("HAPI-0967", 400, FhirServerCode.WRITE_METHOD),
          entry("HAPI-0989", 409, FhirServerCode.WRITE_STALE),
          entry("HAPI-1094", 422, FhirServerCode.WRITE_REFERENCE),
          entry("HAPI-1096", 422, FhirServerCode.WRITE_REFERENCE));

  private record Answer(int status, FhirServerCode code) {}

  private static Map.Entry<String, Answer> entry(String number, int status, FhirServerCode code) {
    return Map.entry(number, new Answer(status, code));
  }

  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public BaseServerResponseException translate(Throwable thrown, RequestDetails request) {
    var known = known(thrown);
    if (known != null && Outcomes.isOurs(known.getOperationOutcome())) {
      return known;
    }
    if (known == null) {
      return thrown instanceof DataFormatException
          ? unreadable(thrown, request)
          : unexpected(thrown);
    }
    var text = text(known);
    var numbers = NUMBER.matcher(text).results().map(MatchResult::group).toList();
    var answer =
        numbers.stream()
            .map(BY_NUMBER::get)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseGet(() -> byKind(known));
    var number = numbers.isEmpty() ? null : numbers.getLast();
    if (answer.status() >= 500) {
      LOG.atError()
          .addKeyValue("event", "request_failed")
          .addKeyValue("code", number)
          .log("request failed", thrown);
    }
    var status =
        request.getRequestType() == RequestTypeEnum.GET && answer.status() == 405
            ? 400
            : answer.status();
    return new Refusal(status, answer.code(), diagnostics(number, text), paths(text));
  }

  private static @Nullable BaseServerResponseException known(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof BaseServerResponseException found) {
        return found;
      }
    }
    return null;
  }

  private static Refusal unreadable(Throwable thrown, RequestDetails request) {
    var code =
        request.getRequestType() == RequestTypeEnum.GET
            ? FhirServerCode.SEARCH_PARAMETER
            : FhirServerCode.WRITE_CONTENT;
    var number = NUMBER.matcher(String.valueOf(thrown.getMessage()));
    return new Refusal(400, code, number.find() ? number.group() : null, List.of());
  }

  private static BaseServerResponseException unexpected(Throwable thrown) {
    if (thrown instanceof CannotCreateTransactionException
        || thrown instanceof DataAccessResourceFailureException
        || thrown instanceof TransientDataAccessException) {
      LOG.atWarn().addKeyValue("event", "database_unavailable").log("database unavailable", thrown);
      return new Refusal(503, FhirServerCode.UNAVAILABLE);
    }
    LOG.atError().addKeyValue("event", "request_failed").log("request failed", thrown);
    return new Refusal(500, FhirServerCode.INTERNAL);
  }

  private static Answer byKind(BaseServerResponseException known) {
    var status = known.getStatusCode();
    return switch (known) {
      case ResourceVersionConflictException conflict -> new Answer(409, FhirServerCode.WRITE_STALE);
      case PreconditionFailedException stale -> new Answer(412, FhirServerCode.WRITE_STALE);
      case ResourceGoneException gone -> new Answer(410, FhirServerCode.READ_GONE);
      case ResourceNotFoundException unknown -> new Answer(404, FhirServerCode.READ_UNKNOWN);
      case MethodNotAllowedException method -> new Answer(405, FhirServerCode.OPERATION_UNKNOWN);
      default ->
          switch (status) {
            case 403 -> new Answer(status, FhirServerCode.ACCESS_OPERATION);
            case 413 -> new Answer(status, FhirServerCode.TOO_LARGE);
            case 422 -> new Answer(status, FhirServerCode.WRITE_CONTENT);
            default ->
                new Answer(
                    status, status >= 500 ? FhirServerCode.INTERNAL : FhirServerCode.INVALID);
          };
    };
  }

  private static String text(BaseServerResponseException known) {
    var text = new StringBuilder(String.valueOf(known.getMessage()));
    if (known.getOperationOutcome() instanceof OperationOutcome outcome) {
      outcome.getIssue().forEach(issue -> text.append('\n').append(issue.getDiagnostics()));
    }
    return text.toString();
  }

  private static @Nullable String diagnostics(@Nullable String number, String text) {
    var valid = validParameters(text);
    if (valid == null) {
      return number;
    }
    return number == null ? valid : number + ": " + valid;
  }

  private static List<String> paths(String text) {
    var paths = new ArrayList<String>();
    Matcher matcher = PATH.matcher(text);
    while (matcher.find()) {
      paths.add(matcher.group(1));
    }
    return paths;
  }

  private static @Nullable String validParameters(String text) {
    var matcher = VALID_PARAMETERS.matcher(text);
    return matcher.find() ? matcher.group() : null;
  }
}

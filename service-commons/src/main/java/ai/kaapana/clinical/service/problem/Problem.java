package ai.kaapana.clinical.service.problem;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.issue.IssueCode;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/**
 * A problem as it is answered.
 *
 * <p><b>Source:</b> RFC 9457 section 3.1, with the extension members {@code code} and {@code hint}.
 *
 * @param type the page that documents the code
 * @param title the code's own sentence
 * @param status the HTTP status
 * @param detail what is particular to this occurrence; never a patient's value
 * @param instance the request, as in the header {@code X-Request-Id} and in the log
 * @param code the stable code
 * @param hint what the user can do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    URI type,
    String title,
    int status,
    @Nullable String detail,
    URI instance,
    String code,
    String hint) {

  /** The media type of problems. */
  public static final MediaType MEDIA_TYPE = MediaType.APPLICATION_PROBLEM_JSON;

  /** The page of one code in the list of error codes. */
  public static URI documentation(IssueCode code) {
    return URI.create(Clinical.BASE + "/error-codes#" + code.code());
  }

  /** A problem of one request. */
  public static Problem of(
      IssueCode code, HttpStatusCode status, @Nullable String detail, String requestId) {
    return new Problem(
        documentation(code),
        code.message(),
        status.value(),
        detail == null || detail.isBlank() ? null : detail,
        URI.create("urn:clinical:request:" + requestId),
        code.code(),
        code.hint());
  }
}

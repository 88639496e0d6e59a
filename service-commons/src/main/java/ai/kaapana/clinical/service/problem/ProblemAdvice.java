package ai.kaapana.clinical.service.problem;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ai.kaapana.clinical.service.http.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * The one place where an exception becomes an answer. Nothing of an exception's own text is
 * answered, except what our own exceptions say: parsers and databases repeat the input, which may
 * be a patient's value.
 */
@RestControllerAdvice
class ProblemAdvice {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<Problem> problem(ProblemException e, HttpServletRequest request) {
    return answer(request, e.code(), e.status(), e.detail());
  }

  @ExceptionHandler
  ResponseEntity<Problem> dependencyDown(DependencyDownException e, HttpServletRequest request) {
    HttpHeaders headers = new HttpHeaders();
    long seconds = Math.max(1, e.retryAfter().orElse(Duration.ofSeconds(5)).toSeconds());
    headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    log.atWarn().addKeyValue("event", "dependency_down").log("{}", e.system(), e);
    return answer(request, e.code(), HttpStatus.SERVICE_UNAVAILABLE, e.system(), headers);
  }

  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    CannotCreateTransactionException.class
  })
  ResponseEntity<Problem> databaseDown(Exception e, HttpServletRequest request) {
    return dependencyDown(new DependencyDownException("the database of this service", e), request);
  }

  @ExceptionHandler
  ResponseEntity<Problem> invalid(BindException e, HttpServletRequest request) {
    return invalid(
        request,
        e.getFieldErrors().stream()
            .map(FieldError::getField)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", ")));
  }

  @ExceptionHandler
  ResponseEntity<Problem> invalid(HandlerMethodValidationException e, HttpServletRequest request) {
    return invalid(
        request,
        e.getParameterValidationResults().stream()
            .map(result -> String.valueOf(result.getMethodParameter().getParameterName()))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", ")));
  }

  @ExceptionHandler
  ResponseEntity<Problem> invalid(ConstraintViolationException e, HttpServletRequest request) {
    return invalid(
        request,
        e.getConstraintViolations().stream()
            .map(ConstraintViolation::getPropertyPath)
            .map(Path::toString)
            .sorted()
            .collect(Collectors.joining(", ")));
  }

  @ExceptionHandler
  ResponseEntity<Problem> missing(
      MissingServletRequestParameterException e, HttpServletRequest request) {
    return invalid(request, e.getParameterName());
  }

  @ExceptionHandler
  ResponseEntity<Problem> missing(
      MissingServletRequestPartException e, HttpServletRequest request) {
    return invalid(request, e.getRequestPartName());
  }

  @ExceptionHandler
  ResponseEntity<Problem> wrongType(TypeMismatchException e, HttpServletRequest request) {
    return invalid(
        request,
        e instanceof MethodArgumentTypeMismatchException of ? of.getName() : e.getPropertyName());
  }

  @ExceptionHandler
  ResponseEntity<Problem> unreadable(
      HttpMessageNotReadableException e, HttpServletRequest request) {
    return answer(request, CommonCode.REQUEST_UNREADABLE, HttpStatus.BAD_REQUEST, null);
  }

  @ExceptionHandler
  ResponseEntity<Problem> multipart(MultipartException e, HttpServletRequest request) {
    return e instanceof MaxUploadSizeExceededException
        ? answer(request, CommonCode.REQUEST_TOO_LARGE, HttpStatus.PAYLOAD_TOO_LARGE, null)
        : answer(request, CommonCode.REQUEST_UNREADABLE, HttpStatus.BAD_REQUEST, "multipart form");
  }

  @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
  ResponseEntity<Problem> noRoute(Exception e, HttpServletRequest request) {
    return answer(request, CommonCode.REQUEST_ROUTE, HttpStatus.NOT_FOUND, null);
  }

  @ExceptionHandler
  ResponseEntity<Problem> method(
      HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
    HttpHeaders headers = new HttpHeaders();
    Set<HttpMethod> allowed = e.getSupportedHttpMethods();
    if (allowed != null) {
      headers.setAllow(allowed);
    }
    return answer(request, CommonCode.REQUEST_METHOD, HttpStatus.METHOD_NOT_ALLOWED, null, headers);
  }

  @ExceptionHandler
  ResponseEntity<Problem> mediaType(
      HttpMediaTypeNotSupportedException e, HttpServletRequest request) {
    return answer(
        request,
        CommonCode.REQUEST_MEDIA_TYPE,
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        null,
        e.getHeaders());
  }

  @ExceptionHandler
  ResponseEntity<Problem> notAcceptable(
      HttpMediaTypeNotAcceptableException e, HttpServletRequest request) {
    return answer(request, CommonCode.REQUEST_NOT_ACCEPTABLE, HttpStatus.NOT_ACCEPTABLE, null);
  }

  @ExceptionHandler
  ResponseEntity<Problem> denied(AccessDeniedException e, HttpServletRequest request) {
    return answer(request, CommonCode.AUTH_FORBIDDEN, HttpStatus.FORBIDDEN, null);
  }

  /** The client went away; there is nobody to answer. */
  @ExceptionHandler
  void clientGone(AsyncRequestNotUsableException e) {
    log.atDebug().addKeyValue("event", "client_gone").log("the client closed the connection");
  }

  @ExceptionHandler
  ResponseEntity<Problem> unexpected(Exception e, HttpServletRequest request) {
    if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
      return answer(request, CommonCode.REQUEST_INVALID, known.getStatusCode(), null);
    }
    log.atError().addKeyValue("event", "request_failed").log("unexpected error", e);
    return answer(request, CommonCode.SERVER_ERROR, HttpStatus.INTERNAL_SERVER_ERROR, null);
  }

  private static ResponseEntity<Problem> invalid(
      HttpServletRequest request, @Nullable String what) {
    return answer(request, CommonCode.REQUEST_INVALID, HttpStatus.BAD_REQUEST, what);
  }

  private static ResponseEntity<Problem> answer(
      HttpServletRequest request, IssueCode code, HttpStatusCode status, @Nullable String detail) {
    return answer(request, code, status, detail, new HttpHeaders());
  }

  private static ResponseEntity<Problem> answer(
      HttpServletRequest request,
      IssueCode code,
      HttpStatusCode status,
      @Nullable String detail,
      HttpHeaders headers) {
    HttpHeaders all = new HttpHeaders();
    all.addAll(headers);
    all.remove(HttpHeaders.ACCEPT);
    all.setContentType(Problem.MEDIA_TYPE);
    return new ResponseEntity<>(
        Problem.of(code, status, detail, RequestId.of(request)), all, status);
  }
}

package ai.kaapana.clinical.importer.page;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ai.kaapana.clinical.service.http.RequestId;
import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.DependencyDownException;
import ai.kaapana.clinical.service.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows what went wrong as a page. As with problem details, nothing of an exception's own text is
 * shown except what our own exceptions say.
 */
@ControllerAdvice(annotations = PageController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageProblems {
  private static final Logger log = LoggerFactory.getLogger(PageProblems.class);

  @ExceptionHandler
  ModelAndView problem(ProblemException e, HttpServletRequest request) {
    return view(e.code(), e.status(), e.detail(), request);
  }

  @ExceptionHandler
  ModelAndView down(DependencyDownException e, HttpServletRequest request) {
    log.atWarn().addKeyValue("event", "dependency_down").log("{}", e.system(), e);
    return view(e.code(), HttpStatus.SERVICE_UNAVAILABLE, e.system(), request);
  }

  @ExceptionHandler
  ModelAndView multipart(MultipartException e, HttpServletRequest request) {
    return e instanceof MaxUploadSizeExceededException
        ? view(CommonCode.REQUEST_TOO_LARGE, HttpStatus.PAYLOAD_TOO_LARGE, "", request)
        : view(CommonCode.REQUEST_UNREADABLE, HttpStatus.BAD_REQUEST, "multipart form", request);
  }

  @ExceptionHandler
  ModelAndView unexpected(Exception e, HttpServletRequest request) {
    if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
      var status = HttpStatus.valueOf(known.getStatusCode().value());
      return view(CommonCode.REQUEST_INVALID, status, "", request);
    }
    log.atError().addKeyValue("event", "request_failed").log("unexpected error", e);
    return view(CommonCode.SERVER_ERROR, HttpStatus.INTERNAL_SERVER_ERROR, "", request);
  }

  private static ModelAndView view(
      IssueCode code, HttpStatus status, String detail, HttpServletRequest request) {
    var view = new ModelAndView("problem", status);
    view.addObject("code", code.code());
    view.addObject("message", code.message());
    view.addObject("hint", code.hint());
    view.addObject("detail", detail);
    view.addObject("request", RequestId.of(request));
    return view;
  }
}

package ai.kaapana.clinical.service.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Answers what the container or a filter refused before any controller saw it; never with the
 * container's own page.
 */
@Controller
class ProblemErrorController implements ErrorController {

  private final ProblemWriter writer;

  ProblemErrorController(ProblemWriter writer) {
    this.writer = writer;
  }

  @RequestMapping("${server.error.path:${error.path:/error}}")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object stated = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    // called directly there is no error, only an address that does not exist
    HttpStatus status =
        stated instanceof Integer code ? HttpStatus.valueOf(code) : HttpStatus.NOT_FOUND;
    writer.write(request, response, code(status), status, null);
  }

  private static CommonCode code(HttpStatus status) {
    return switch (status) {
      case UNAUTHORIZED -> CommonCode.AUTH_REQUIRED;
      case FORBIDDEN -> CommonCode.AUTH_FORBIDDEN;
      case NOT_FOUND -> CommonCode.REQUEST_ROUTE;
      case METHOD_NOT_ALLOWED -> CommonCode.REQUEST_METHOD;
      case PAYLOAD_TOO_LARGE -> CommonCode.REQUEST_TOO_LARGE;
      case UNSUPPORTED_MEDIA_TYPE -> CommonCode.REQUEST_MEDIA_TYPE;
      default -> status.is4xxClientError() ? CommonCode.REQUEST_INVALID : CommonCode.SERVER_ERROR;
    };
  }
}

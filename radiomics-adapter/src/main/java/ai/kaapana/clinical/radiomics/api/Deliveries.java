package ai.kaapana.clinical.radiomics.api;

import ai.kaapana.clinical.radiomics.ingest.Intake.Delivery;
import ai.kaapana.clinical.service.auth.Callers;
import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.ProblemException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Makes a delivery of a multipart request. */
@Component
class Deliveries {

  private static final int LARGEST_PARAMETERS = 1 << 20;
  private static final int LONGEST_NAME = 255;
  private static final String LOCAL_USER = "local";

  private final ObjectMapper json;

  Deliveries(ObjectMapper json) {
    this.json = json;
  }

  Delivery of(HttpServletRequest request, IngestRequest said) {
    var file = file(request, "file");
    if (file == null || file.isEmpty()) {
      throw new ProblemException(CommonCode.REQUEST_INVALID, HttpStatus.BAD_REQUEST, "file");
    }
    return new Delivery(
        file::getInputStream,
        said.parameters(json, name(file)),
        parameterFile(request),
        user(),
        said.objectKey());
  }

  /** Browsers may send a path; a name that is too long says nothing. */
  private static @Nullable String name(MultipartFile file) {
    var sent = file.getOriginalFilename();
    if (sent == null || sent.length() > LONGEST_NAME) {
      return null;
    }
    return sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
  }

  /** Without authentication, on a loopback address alone, there is no caller. */
  static String user() {
    return Callers.find().map(caller -> caller.name()).orElse(LOCAL_USER);
  }

  private static @Nullable MultipartFile file(HttpServletRequest request, String part) {
    return request instanceof MultipartHttpServletRequest multipart
        ? multipart.getFile(part)
        : null;
  }

  /** The parameter file comes as a file or as a plain part. */
  private static @Nullable String parameterFile(HttpServletRequest request) {
    var part = file(request, "parameters");
    if (part == null) {
      var text = request.getParameter("parameters");
      return text == null || text.isBlank() ? null : text;
    }
    if (part.getSize() > LARGEST_PARAMETERS) {
      throw new ProblemException(
          CommonCode.REQUEST_TOO_LARGE, HttpStatus.PAYLOAD_TOO_LARGE, "parameters");
    }
    try {
      var text = new String(part.getBytes(), StandardCharsets.UTF_8);
      return text.isBlank() ? null : text;
    } catch (IOException e) {
      throw new ProblemException(
          CommonCode.REQUEST_UNREADABLE, HttpStatus.BAD_REQUEST, "parameters");
    }
  }
}

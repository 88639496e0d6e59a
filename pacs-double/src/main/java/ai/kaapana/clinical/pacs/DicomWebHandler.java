package ai.kaapana.clinical.pacs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers DICOMweb requests; the only class that knows HTTP. */
final class DicomWebHandler implements HttpHandler {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DICOM_JSON = "application/dicom+json";

  private final Archive archive;
  private final PacsOptions options;
  private final Function<DicomWebRequest, Optional<Fault>> faults;
  private final @Nullable FilterView filter;

  /**
   * @param faults is asked once for every request, before it is answered
   */
  DicomWebHandler(
      Archive archive, PacsOptions options, Function<DicomWebRequest, Optional<Fault>> faults) {
    this(archive, options, faults, null);
  }

  /**
   * @param filter what the caller sees; null = everything, without the faults of the filter
   */
  DicomWebHandler(
      Archive archive,
      PacsOptions options,
      Function<DicomWebRequest, Optional<Fault>> faults,
      @Nullable FilterView filter) {
    this.archive = archive;
    this.options = options;
    this.faults = faults;
    this.filter = filter;
  }

  /** What is sent. */
  private record Answer(int status, String mediaType, byte[] body, @Nullable String warning) {
    static Answer problem(int status, String reason) {
      var body = JSON.createObjectNode().put("errorMessage", reason).toString();
      return new Answer(status, "application/json", body.getBytes(StandardCharsets.UTF_8), null);
    }

    static Answer empty(int status) {
      return new Answer(status, DICOM_JSON, new byte[0], null);
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request =
          DicomWebRequest.of(exchange.getRequestMethod(), exchange.getRequestURI(), options.root());
      var fault = faults.apply(request).orElse(Fault.none());
      pause(fault);
      var answer = answer(exchange, request);
      if (fault.body() != null) {
        answer = new Answer(fault.status(), "application/json", fault.body().content(), null);
      }
      send(exchange, answer, fault.bytes());
    }
  }

  private static void pause(Fault fault) throws IOException {
    try {
      Thread.sleep(fault.delay());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The server is being stopped", e);
    }
  }

  private static void send(HttpExchange exchange, Answer answer, int limit) throws IOException {
    var body = answer.body();
    var headers = exchange.getResponseHeaders();
    if (answer.warning() != null) {
      headers.set("Warning", answer.warning());
    }
    if (answer.status() == 401) {
      headers.set("WWW-Authenticate", "Bearer");
    }
    if (body.length > 0) {
      headers.set("Content-Type", answer.mediaType());
    }
    if (exchange.getRequestMethod().equals("HEAD") || body.length == 0) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange
        .getResponseBody()
        .write(body, 0, limit < 0 ? body.length : Math.min(limit, body.length));
  }

  private Answer answer(HttpExchange exchange, DicomWebRequest request)
      throws JsonProcessingException {
    if (!isAuthorized(exchange)) {
      return Answer.problem(401, "A bearer token is needed");
    }
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return Answer.problem(405, "Only GET and HEAD are answered");
    }
    if (request.kind() == RequestKind.OTHER || isSeriesOfAllStudies(request)) {
      return Answer.problem(404, "There is no such resource");
    }
    if (!acceptsJson(exchange)) {
      return Answer.problem(406, "Only " + DICOM_JSON + " is offered");
    }
    try {
      if (filter == null) {
        return request.kind().isQuery() ? query(exchange, request) : metadata(request);
      }
      return request.kind().isQuery()
          ? query(exchange, request.withLastParameters())
          : filteredMetadata(request, filter);
    } catch (QidoQuery.Invalid e) {
      return Answer.problem(400, String.valueOf(e.getMessage()));
    }
  }

  /** The filter has this route with a StudyInstanceUID alone. */
  private boolean isSeriesOfAllStudies(DicomWebRequest request) {
    return filter != null
        && request.kind() == RequestKind.SERIES
        && request.studyUid() == null
        && !request.parameters().containsKey("StudyInstanceUID");
  }

  private boolean isAuthorized(HttpExchange exchange) {
    var token = options.token();
    if (token == null) {
      return true;
    }
    var given = exchange.getRequestHeaders().getFirst("Authorization");
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8),
            ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean acceptsJson(HttpExchange exchange) {
    var accept = exchange.getRequestHeaders().getOrDefault("Accept", List.of());
    return accept.isEmpty()
        || accept.stream()
            .anyMatch(type -> type.contains("json") || type.contains("*/*") || type.isBlank());
  }

  private Answer query(HttpExchange exchange, DicomWebRequest request)
      throws JsonProcessingException {
    var level =
        switch (request.kind()) {
          case STUDIES -> QidoLevel.STUDY;
          case SERIES -> QidoLevel.SERIES;
          default -> QidoLevel.INSTANCE;
        };
    var host =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("localhost");
    var root = "http://" + host + options.root();
    var page =
        new Qido(archive.view(), root, this::isVisible)
            .answer(request, level, QidoQuery.parse(request.parameters()));
    if (page.results().isEmpty()) {
      return Answer.empty(204);
    }
    var warning =
        page.remaining() == 0
            ? null
            : "299 "
                + host
                + " \"There are "
                + page.remaining()
                + " additional results that can be requested\"";
    return new Answer(200, DICOM_JSON, JSON.writeValueAsBytes(page.results()), warning);
  }

  private boolean isVisible(DicomWebRequest request, Instance instance) {
    if (filter == null) {
      return true;
    }
    boolean ofStudy = request.kind() == RequestKind.INSTANCES && request.seriesUid() == null;
    return ofStudy
        ? filter.showsInStudy(instance, archive.instances(instance.studyUid()))
        : filter.shows(instance);
  }

  /** Passes bodies on with 200, and those of a partly visible study one after the other. */
  private Answer filteredMetadata(DicomWebRequest request, FilterView view)
      throws JsonProcessingException {
    var study = archive.instances(String.valueOf(request.studyUid()));
    if (request.kind() != RequestKind.STUDY_METADATA || study.stream().allMatch(view::shows)) {
      boolean hidden =
          request.seriesUid() != null
              && study.stream()
                  .noneMatch(i -> i.seriesUid().equals(request.seriesUid()) && view.shows(i));
      var whole = hidden ? Answer.problem(404, "There is no such object") : metadata(request);
      return new Answer(200, whole.mediaType(), whole.body(), null);
    }
    var arrays = new StringBuilder();
    for (var series :
        study.stream().filter(view::shows).map(Instance::seriesUid).distinct().toList()) {
      arrays.append(
          JSON.writeValueAsString(
              study.stream()
                  .filter(i -> i.seriesUid().equals(series))
                  .map(DicomWebHandler::inUtf8)
                  .toList()));
    }
    return new Answer(200, DICOM_JSON, arrays.toString().getBytes(StandardCharsets.UTF_8), null);
  }

  private Answer metadata(DicomWebRequest request) throws JsonProcessingException {
    var instances =
        archive.instances(String.valueOf(request.studyUid())).stream()
            .filter(i -> request.seriesUid() == null || i.seriesUid().equals(request.seriesUid()))
            .filter(i -> request.sopUid() == null || i.sopUid().equals(request.sopUid()))
            .map(DicomWebHandler::inUtf8)
            .toList();
    if (instances.isEmpty()) {
      return Answer.problem(404, "There is no such object");
    }
    return new Answer(200, DICOM_JSON, JSON.writeValueAsBytes(instances), null);
  }

  /** The JSON is UTF-8 whatever the file was, so the declared character set says that. */
  private static ObjectNode inUtf8(Instance instance) {
    var attributes = JSON.createObjectNode();
    attributes
        .putObject(Tags.SPECIFIC_CHARACTER_SET)
        .put("vr", "CS")
        .putArray("Value")
        .add("ISO_IR 192");
    instance
        .attributes()
        .properties()
        .forEach(
            attribute -> {
              if (!attribute.getKey().equals(Tags.SPECIFIC_CHARACTER_SET)) {
                attributes.set(attribute.getKey(), attribute.getValue());
              }
            });
    return attributes;
  }
}

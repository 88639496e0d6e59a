package ai.kaapana.clinical.pacs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Plays {@code dicom-web-filter} in front of an archive, with its faults: repeated parameters
 * collapse to the last, metadata comes with 200 whatever happened, counts are those of the whole
 * study, an invalid token is a 500, and the mapping API asks nobody for a project.
 *
 * <p>It also answers a token endpoint, as Keycloak does, for the accounts it was given.
 */
public final class FilterDouble implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKENS = "/auth/realms/kaapana/protocol/openid-connect/token";
  private static final Pattern MAPPING = Pattern.compile("/projects/([^/]+)/data");

  private final Archive archive;
  private final ProjectMapping mapping;
  private final PacsOptions options;
  private final FilterTokens tokens;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<FaultRule> rules = new CopyOnWriteArrayList<>();
  private final List<DicomWebRequest> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger logins = new AtomicInteger();

  private FilterDouble(
      Archive archive, ProjectMapping mapping, PacsOptions options, List<FilterAccount> accounts)
      throws IOException {
    this.archive = archive;
    this.mapping = mapping;
    this.options = options;
    this.tokens = new FilterTokens(accounts);
    server = HttpServer.create(new InetSocketAddress(options.bind(), options.port()), 0);
    server.setExecutor(threads);
    server.createContext("/", guarded(this::dicomWeb));
    server.createContext("/projects/", guarded(this::projects));
    server.createContext(TOKENS, guarded(this::token));
  }

  /** Serves an archive to accounts; the root of its options is not used. */
  public static FilterDouble start(
      Archive archive, ProjectMapping mapping, PacsOptions options, List<FilterAccount> accounts)
      throws IOException {
    var filter = new FilterDouble(archive, mapping, options, accounts);
    filter.server.start();
    return filter;
  }

  /** Serves an archive to accounts on a free port of the loopback address. */
  public static FilterDouble start(
      Archive archive, ProjectMapping mapping, List<FilterAccount> accounts) throws IOException {
    return start(archive, mapping, PacsOptions.local(), accounts);
  }

  /** The address of the DICOMweb service and of the mapping API. */
  public URI baseUri() {
    return URI.create("http://" + options.bind() + ":" + port());
  }

  /** The address of the token endpoint. */
  public URI tokenUri() {
    return URI.create(baseUri() + TOKENS);
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Lets requests go wrong; those of the mapping API have the kind OTHER. */
  public void script(FaultRule rule) {
    rules.add(rule);
  }

  /** Takes all rules away. */
  public void heal() {
    rules.clear();
  }

  /** Lets no issued token be valid any more. */
  public void expireTokens() {
    tokens.expire();
  }

  /** How many tokens were issued. */
  public int logins() {
    return logins.get();
  }

  /** All requests but those for tokens, the oldest first. */
  public List<DicomWebRequest> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private HttpHandler guarded(HttpHandler handler) {
    return exchange -> {
      try (exchange) {
        handler.handle(exchange);
      }
    };
  }

  private void dicomWeb(HttpExchange exchange) throws IOException {
    var view = view(exchange);
    if (view.isEmpty()) {
      send(exchange, 500, "Internal Server Error");
      return;
    }
    var served = new PacsOptions(options.bind(), port(), "", null);
    new DicomWebHandler(archive, served, this::record, view.get()).handle(exchange);
  }

  private void projects(HttpExchange exchange) throws IOException {
    var uri = exchange.getRequestURI();
    var fault = record(DicomWebRequest.of(exchange.getRequestMethod(), uri, ""));
    if (fault.isPresent() && fault.get().body() != null) {
      var body = new String(fault.get().body().content(), StandardCharsets.UTF_8);
      send(exchange, fault.get().status(), body);
      return;
    }
    var route = MAPPING.matcher(uri.getPath());
    if (view(exchange).isEmpty()) {
      send(exchange, 500, "Internal Server Error");
    } else if (route.matches()) {
      send(exchange, 200, JSON.writeValueAsString(mapping.series(route.group(1))));
    } else {
      send(exchange, 404, "{\"detail\":\"Not Found\"}");
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var token = tokens.issue(DicomWebRequest.parameters(form));
    if (token.isEmpty()) {
      send(exchange, 401, "{\"error\":\"invalid_grant\"}");
      return;
    }
    logins.incrementAndGet();
    var answer = JSON.createObjectNode().put("access_token", token.get()).put("expires_in", 300);
    send(exchange, 200, answer.toString());
  }

  private Optional<FilterView> view(HttpExchange exchange) {
    return tokens.view(exchange.getRequestHeaders().getFirst("Authorization"), mapping);
  }

  private Optional<Fault> record(DicomWebRequest request) {
    requests.add(request);
    return rules.stream().flatMap(rule -> rule.faultFor(request).stream()).findFirst();
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    var body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}

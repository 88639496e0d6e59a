package ai.kaapana.clinical.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<URI> links = new ArrayList<>();
  private final List<HttpServer> services = new ArrayList<>();
  private Gateway gateway;
  private int tokens;

  @BeforeEach
  void start() throws IOException {
    var page = service("page");
    var fhir = service("fhir-server");
    var linker = service("dicom-linker");
    gateway =
        Gateway.start(
            () -> page,
            Map.of("/fhir", () -> fhir, "/linker/api/v1", () -> linker),
            () -> "token-" + ++tokens,
            links::add);
  }

  @AfterEach
  void stop() {
    gateway.close();
    services.forEach(service -> service.stop(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/clinical-data/", "/clinical-data/fhir/Patient", "/other"})
  void refusesWhoeverHasNoCookie(String path) throws Exception {
    var answer = get(path, "");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("Open the link that ./demo printed");
    assertThat(tokens).as("made no token").isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "?key=", "?key=000000000000000000000000000000000000000000000000", "?x=1"})
  void refusesALinkThatItDidNotMake(String query) throws Exception {
    var answer = get("/clinical-data/open" + query, "");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void aLinkLetsOneBrowserInAndThenThereIsANewOne() throws Exception {
    var link = gateway.link();
    var first = send(HttpRequest.newBuilder(link));
    var second = send(HttpRequest.newBuilder(link));

    assertThat(first.statusCode()).isEqualTo(303);
    assertThat(first.headers().firstValue("Location")).contains("/clinical-data/");
    assertThat(first.headers().firstValue("Set-Cookie").orElseThrow())
        .endsWith("; Path=/clinical-data; HttpOnly; SameSite=Strict");
    assertThat(second.statusCode()).isEqualTo(403);
    assertThat(links).containsExactly(link, gateway.link()).doesNotHaveDuplicates();
    assertThat(send(HttpRequest.newBuilder(gateway.link())).statusCode()).isEqualTo(303);
  }

  @Test
  void aUsedLinkLeadsTheSameBrowserToThePage() throws Exception {
    var link = gateway.link();
    var cookie = cookie();

    var again = send(HttpRequest.newBuilder(link).header("Cookie", cookie));

    assertThat(again.statusCode()).isEqualTo(303);
    assertThat(links).as("no key was used").hasSize(2);
  }

  @Test
  void aCookieOfAnotherNameOrValueIsNone() throws Exception {
    var cookie = cookie();

    assertThat(get("/clinical-data/", cookie + "0").statusCode()).isEqualTo(403);
    assertThat(get("/clinical-data/", "x" + cookie).statusCode()).isEqualTo(403);
    assertThat(get("/clinical-data/", "a=b; " + cookie).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/clinical-data/,page",
    "/clinical-data/table,page",
    "/clinical-data/fhirs,page",
    "/clinical-data/fhir,fhir-server",
    "/clinical-data/fhir/Patient?_count=1,fhir-server",
    "/clinical-data/linker/api/v1/jobs,dicom-linker"
  })
  void eachRouteLeadsToItsServiceWithItsWholePath(String path, String service) throws Exception {
    assertThat(get(path, cookie()).body()).startsWith(service + "\nGET " + path + "\n");
  }

  @Test
  void theServiceGetsATokenAndNotWhatTheCallerSaysAboutHimself() throws Exception {
    var answer =
        send(
            HttpRequest.newBuilder(gateway.address().resolve("/clinical-data/fhir"))
                .header("Cookie", cookie())
                .header("Authorization", "Bearer mine")
                .header("X-Forwarded-Access-Token", "mine")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("Accept", "text/html"));

    assertThat(answer.body())
        .contains("x-forwarded-access-token: token-1\n")
        .contains("x-forwarded-host: " + gateway.address().getAuthority() + "\n")
        .contains("accept: text/html\n")
        .doesNotContain("mine", "10.0.0.1", "cookie", "authorization");
    assertThat(get("/clinical-data/fhir", cookie()).body()).contains("token-2");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 3_000_000})
  void aBodyArrivesWhole(int length) throws Exception {
    var answer =
        send(
            HttpRequest.newBuilder(gateway.address().resolve("/clinical-data/imports"))
                .header("Cookie", cookie())
                .POST(BodyPublishers.ofString("x".repeat(length))));

    assertThat(answer.body()).endsWith("\nbody: " + length + "\n");
  }

  @Test
  void aRedirectAndAnEmptyAnswerComeBackAsTheyAre() throws Exception {
    var redirect = get("/clinical-data/redirect", cookie());

    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(redirect.headers().firstValue("Location")).contains("/clinical-data/there");
    assertThat(get("/clinical-data/empty", cookie()).statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"attacker.example", "127.0.0.1", "127.0.0.1:1", "[::1]:80"})
  void answersToItsOwnNameOnly(String host) throws Exception {
    assertThat(raw("GET " + gateway.link().getRawPath() + " HTTP/1.1\r\nHost: " + host))
        .startsWith("HTTP/1.1 421 ");
    assertThat(raw("GET /clinical-data/ HTTP/1.1\r\nHost: " + host + "\r\nCookie: " + cookie()))
        .startsWith("HTTP/1.1 421 ");
  }

  @Test
  void listensOnTheLoopbackAddressAlone() throws Exception {
    int port = gateway.address().getPort();
    for (var network : NetworkInterface.networkInterfaces().toList()) {
      for (var address : network.inetAddresses().filter(a -> !a.isLoopbackAddress()).toList()) {
        assertThatThrownBy(() -> connect(address, port)).isInstanceOf(IOException.class);
      }
    }
    connect(InetAddress.getByName("127.0.0.1"), port);
  }

  @Test
  void saysThatAServiceDoesNotAnswer() throws Exception {
    services.forEach(service -> service.stop(0));

    assertThat(get("/clinical-data/", cookie()).statusCode()).isEqualTo(502);
  }

  @Test
  void halfAnAnswerDoesNotLookLikeAWholeOne() throws Exception {
    var cookie = cookie();

    assertThatThrownBy(() -> get("/clinical-data/half", cookie)).isInstanceOf(IOException.class);
  }

  private URI service(String name) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(name, exchange));
    server.start();
    services.add(server);
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Repeats the request, or does what its path says. */
  private static void answer(String name, HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    if (path.endsWith("/redirect")) {
      exchange.getResponseHeaders().add("Location", "/clinical-data/there");
      exchange.sendResponseHeaders(302, -1);
    } else if (path.endsWith("/empty")) {
      exchange.sendResponseHeaders(204, -1);
    } else if (path.endsWith("/half")) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      throw new IOException("half");
    } else {
      var text = new StringBuilder(name).append('\n');
      text.append(exchange.getRequestMethod()).append(' ').append(exchange.getRequestURI());
      text.append('\n');
      exchange
          .getRequestHeaders()
          .forEach(
              (header, values) ->
                  values.forEach(
                      value ->
                          text.append(header.toLowerCase(java.util.Locale.ROOT))
                              .append(": ")
                              .append(value)
                              .append('\n')));
      text.append("body: ").append(exchange.getRequestBody().readAllBytes().length).append('\n');
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    exchange.close();
  }

  private String cookie() throws Exception {
    return send(HttpRequest.newBuilder(gateway.link()))
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow()
        .replaceFirst(";.*", "");
  }

  private HttpResponse<String> get(String path, String cookie) throws Exception {
    var request = HttpRequest.newBuilder(gateway.address().resolve(path));
    return send(cookie.isEmpty() ? request : request.header("Cookie", cookie));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private String raw(String head) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.address().getPort())) {
      socket
          .getOutputStream()
          .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void connect(InetAddress address, int port) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1000);
    }
  }
}

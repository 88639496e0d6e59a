package ai.kaapana.clinical.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.testing.FaultProxy.Fault;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

  private static final String ANSWER = "x".repeat(20_000);

  private final AtomicInteger served = new AtomicInteger();
  private HttpServer server;
  private FaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          served.incrementAndGet();
          exchange.sendResponseHeaders(200, ANSWER.length());
          exchange
              .getResponseBody()
              .write(ANSWER.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
          exchange.close();
        });
    server.start();
    proxy = FaultProxy.to(server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.stop(0);
  }

  private String post() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + "/"))
              .version(HttpClient.Version.HTTP_1_1)
              .timeout(Duration.ofSeconds(2))
              .POST(HttpRequest.BodyPublishers.ofString("y".repeat(50_000)))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  @Test
  void passesUntouched() throws Exception {
    assertThat(post()).isEqualTo(ANSWER);
    assertThat(proxy.connections()).isEqualTo(1);
  }

  @Test
  void refusesAndHeals() throws Exception {
    proxy.fault(new Fault.Refuse());
    assertThatThrownBy(this::post).isInstanceOf(IOException.class);
    assertThat(served).hasValue(0);
    proxy.heal();
    assertThat(post()).isEqualTo(ANSWER);
  }

  @Test
  void dropsTheAnswerOfWhatTheServerDid() {
    proxy.fault(new Fault.DropResponse());
    assertThatThrownBy(this::post).isInstanceOf(IOException.class);
    assertThat(served).hasValueGreaterThanOrEqualTo(1);
  }

  @Test
  void cutsRequestBeforeTheServerHasIt() {
    proxy.fault(new Fault.CutRequestAfter(10_000));
    assertThatThrownBy(this::post).isInstanceOf(IOException.class);
    assertThat(served).hasValue(0);
  }

  @Test
  void cutsAnswerInTheMiddle() {
    proxy.fault(new Fault.CutResponseAfter(1_000));
    assertThatThrownBy(this::post).isInstanceOf(IOException.class);
    assertThat(served).hasValueGreaterThanOrEqualTo(1);
  }

  @Test
  void swallowsEverything() {
    proxy.fault(new Fault.BlackHole());
    assertThatThrownBy(this::post).isInstanceOf(HttpTimeoutException.class);
    assertThat(served).hasValue(0);
  }

  @Test
  void delaysAnswers() throws Exception {
    proxy.fault(new Fault.Delay(Duration.ofMillis(200)));
    long start = System.nanoTime();
    assertThat(post()).isEqualTo(ANSWER);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
  }
}

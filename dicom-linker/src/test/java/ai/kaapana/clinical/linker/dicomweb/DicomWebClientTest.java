package ai.kaapana.clinical.linker.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.linker.model.Dataset;
import ai.kaapana.clinical.linker.model.Tag;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DicomWebClientTest {

  private HttpServer server;
  private DicomWebClient client;
  private final List<URI> requests = new ArrayList<>();
  private final AtomicInteger count = new AtomicInteger();

  private interface Answer {
    void to(HttpExchange exchange, int number) throws IOException;
  }

  private volatile Answer answer = (exchange, number) -> send(exchange, 200, "[]");

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          synchronized (requests) {
            requests.add(exchange.getRequestURI());
          }
          try (exchange) {
            answer.to(exchange, count.incrementAndGet());
          }
        });
    server.start();
    client = client(Duration.ofSeconds(20), Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  private DicomWebClient client(Duration patience, Duration silence) {
    return new DicomWebClient(
        new PacsConnection(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/rs"),
            () -> "Bearer secret",
            2,
            2,
            Duration.ofSeconds(10),
            silence,
            patience),
        Clock.systemUTC(),
        new NoDelay());
  }

  /** Draws the smallest delay, so that retries take no time. */
  private static final class NoDelay implements RandomGenerator {
    @Override
    public long nextLong() {
      return 0;
    }

    @Override
    public long nextLong(long bound) {
      return 0;
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    send(exchange, status, body, "application/dicom+json");
  }

  private static void send(HttpExchange exchange, int status, String body, String type)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String studies(String... uids) {
    return IntStream.range(0, uids.length)
        .mapToObj(
            i ->
                "{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\""
                    + uids[i]
                    + "\"]},\"00100020\":{\"vr\":\"LO\",\"Value\":[\"P\"]}}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private List<String> listed() {
    var uids = new ArrayList<String>();
    client.studies(row -> uids.add(row.text(Tag.STUDY_INSTANCE_UID).orElse("")));
    return uids;
  }

  private static PacsException.Kind failure(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    var thrown = org.assertj.core.api.Assertions.catchThrowableOfType(PacsException.class, call);
    assertThat(thrown).isNotNull();
    return thrown.kind();
  }

  @Nested
  class Paging {

    @Test
    void readsPageAfterPageUntilOneIsEmpty() {
      answer =
          (exchange, n) ->
              send(
                  exchange,
                  n > 2 ? 204 : 200,
                  n == 1 ? studies("1.1", "1.2") : n == 2 ? studies("1.3") : "");
      assertThat(listed()).containsExactly("1.1", "1.2", "1.3");
      assertThat(requests).extracting(URI::getQuery).allMatch(q -> q.contains("limit=2"));
      assertThat(requests.get(1).getQuery()).contains("offset=2");
      assertThat(requests.get(2).getQuery()).contains("offset=3");
    }

    @Test
    void namesAStudyOnceThatTwoPagesHold() {
      answer =
          (exchange, n) ->
              send(
                  exchange,
                  200,
                  n == 1 ? studies("1.1", "1.2") : n == 2 ? studies("1.2", "1.3") : "[]");
      assertThat(listed()).containsExactly("1.1", "1.2", "1.3");
    }

    @Test
    void endsWhereTheServerKnowsNeitherLimitNorOffset() {
      answer = (exchange, n) -> send(exchange, 200, studies("1.1", "1.2", "1.3", "1.4"));
      assertThat(listed()).containsExactly("1.1", "1.2", "1.3", "1.4");
      assertThat(requests).hasSize(1);
    }

    @Test
    void endsWhereTheServerKnowsNoOffsetAndAPageIsFull() {
      answer = (exchange, n) -> send(exchange, 200, studies("1.1", "1.2"));
      assertThat(listed()).containsExactly("1.1", "1.2");
    }

    @Test
    void showsBothRowsOfAStudyThatIsFiledUnderTwoPatients() {
      answer =
          (exchange, n) ->
              send(
                  exchange,
                  200,
                  n == 1
                      ? studies("1.1").replace("]}}]", "]}},")
                          + studies("1.1").replace("\"P\"", "\"Q\"").substring(1)
                      : "[]");
      assertThat(listed()).containsExactly("1.1", "1.1");
    }

    @Test
    void asksForAttributesInOneParameter() {
      listed();
      var query = requests.get(0).getQuery();
      assertThat(query.split("includefield=", -1)).hasSize(2);
      assertThat(query).contains("00080020,");
    }

    @Test
    void takesOnlyTheStudyThatWasAskedFor() {
      answer = (exchange, n) -> send(exchange, 200, studies("1.1", "1.2"));
      assertThat(client.study("1.2")).hasSize(1);
    }

    @Test
    void putsNothingButUidsIntoAnAddress() {
      assertThatThrownBy(() -> client.series("../../etc"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(requests).isEmpty();
    }
  }

  @Nested
  class Faults {

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 502, 503, 504})
    void triesAgainWhereTheServerIsBusy(int status) {
      answer = (exchange, n) -> send(exchange, n < 3 ? status : 200, n < 3 ? "" : "[]");
      assertThat(client.study("1.1")).isEmpty();
      assertThat(count).hasValue(3);
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
      answer =
          (exchange, n) -> {
            exchange.getResponseHeaders().set("Retry-After", "1");
            send(exchange, n == 1 ? 429 : 200, n == 1 ? "" : "[]");
          };
      long begin = System.nanoTime();
      client.study("1.1");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(950));
    }

    @Test
    void givesUpWhereTheServerAsksForMoreThanItsPatience() {
      answer =
          (exchange, n) -> {
            exchange.getResponseHeaders().set("Retry-After", "999999");
            send(exchange, 503, "");
          };
      assertThat(failure(() -> client.study("1.1"))).isEqualTo(PacsException.Kind.UNAVAILABLE);
      assertThat(count).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 410, 413})
    void asksOnceWhereTheRequestIsRefused(int status) {
      answer = (exchange, n) -> send(exchange, status, "");
      assertThat(failure(() -> client.study("1.1"))).isEqualTo(PacsException.Kind.REFUSED);
      assertThat(count).hasValue(1);
    }

    @Test
    void triesA500OnceMore() {
      answer = (exchange, n) -> send(exchange, 500, "");
      assertThat(failure(() -> client.study("1.1"))).isEqualTo(PacsException.Kind.SERVER_ERROR);
      assertThat(count).hasValue(2);
    }

    @Test
    void asksForNewCredentialsOnce() {
      answer = (exchange, n) -> send(exchange, n == 1 ? 401 : 200, n == 1 ? "" : "[]");
      assertThat(client.study("1.1")).isEmpty();
    }

    @Test
    void followsNoRedirect() {
      answer =
          (exchange, n) -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
            send(exchange, 302, "");
          };
      assertThat(failure(() -> client.study("1.1"))).isEqualTo(PacsException.Kind.REFUSED);
      assertThat(count).hasValue(1);
    }

    @Test
    void takesAPageOfMaintenanceForNoAnswer() {
      answer =
          (exchange, n) ->
              send(
                  exchange,
                  200,
                  n < 3 ? "<html></html>" : "[]",
                  n < 3 ? "text/html" : "application/json");
      assertThat(client.study("1.1")).isEmpty();
      assertThat(count).hasValue(3);
    }

    @Test
    void triesATruncatedAnswerAgain() {
      answer =
          (exchange, n) -> {
            var whole = studies("1.1");
            if (n == 1) {
              exchange.sendResponseHeaders(200, whole.length());
              exchange
                  .getResponseBody()
                  .write(whole.substring(0, 20).getBytes(StandardCharsets.UTF_8));
            } else {
              send(exchange, 200, whole);
            }
          };
      assertThat(client.study("1.1")).hasSize(1);
    }

    @Test
    void takesAnAnswerThatStaysTruncatedForTheStudysFault() {
      answer = (exchange, n) -> send(exchange, 200, "[{\"0020000D\":{\"vr\":\"UI\",");
      assertThat(failure(() -> client.study("1.1"))).isEqualTo(PacsException.Kind.MALFORMED);
      assertThat(count).hasValue(3);
    }

    @Test
    void endsWaitingForAServerThatNeverAnswers() {
      var never = new CountDownLatch(1);
      answer = (exchange, n) -> await(never);
      client.close();
      client = client(Duration.ofMillis(100), Duration.ofMillis(300));
      assertThat(failure(() -> client.study("1.1"))).isEqualTo(PacsException.Kind.UNAVAILABLE);
      never.countDown();
    }

    @Test
    void endsWaitingForABodyThatFallsSilent() {
      var never = new CountDownLatch(1);
      answer =
          (exchange, n) -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('[');
            exchange.getResponseBody().flush();
            await(never);
          };
      client.close();
      client = client(Duration.ofMillis(100), Duration.ofMillis(300));
      assertThat(failure(() -> client.study("1.1"))).isEqualTo(PacsException.Kind.UNAVAILABLE);
      never.countDown();
    }

    @Test
    void tellsAPacsThatIsDown() {
      server.stop(0);
      assertThat(failure(() -> client.study("1.1"))).isEqualTo(PacsException.Kind.UNAVAILABLE);
    }

    @Test
    void saysNothingOfAddressesOrStudiesInItsExceptions() {
      answer = (exchange, n) -> send(exchange, 404, "");
      assertThatThrownBy(() -> client.study("1.2.3.4.5"))
          .hasMessage("REFUSED")
          .hasMessageNotContaining("1.2.3");
    }
  }

  @Test
  void sendsNoMoreRequestsAtOnceThanAllowed() throws InterruptedException {
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    answer =
        (exchange, n) -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          pause();
          now.decrementAndGet();
          send(exchange, 200, "[]");
        };
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 16; i++) {
        threads.execute(() -> client.study("1.1"));
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(count).hasValue(16);
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void sendsTheCredentials() {
    var seen = new ArrayList<String>();
    answer =
        (exchange, n) -> {
          seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
          send(exchange, 200, "[]");
        };
    List<Dataset> rows = client.study("1.1");
    assertThat(rows).isEmpty();
    assertThat(seen).containsExactly("Bearer secret");
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The test left its server waiting");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(30);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

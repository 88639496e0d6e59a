package ai.kaapana.clinical.local.gateway;

import ai.kaapana.clinical.local.StackException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lets the browser of the person who started the stack reach the services, as the platform does:
 * all of them below one prefix, each request with a token.
 *
 * <p>It listens on the loopback address alone, answers only to its own name (no other site can
 * point a name of its own at it) and asks for a cookie, which the link that {@link #link} gives
 * sets. A link works once; after it there is a new one.
 */
public final class Gateway implements AutoCloseable {
  /** The path below which the services are. */
  public static final String PREFIX = "/clinical-data";

  private static final String OPEN = PREFIX + "/open";
  private static final String KEY = "key=";
  private static final String NO_COOKIE =
      "Open the link that ./demo printed; it works once."
          + " For another browser there is a new one in the file 'page' of the data folder.";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Supplier<URI>> routes;
  private final Supplier<URI> page;
  private final Forwarder forwarder;
  private final Doorkeeper door;
  private final Consumer<URI> links;

  private Gateway(
      HttpServer server,
      Supplier<URI> page,
      Map<String, Supplier<URI>> routes,
      Supplier<String> token,
      Consumer<URI> links) {
    this.server = server;
    this.page = page;
    this.routes = Map.copyOf(routes);
    this.forwarder = new Forwarder(token);
    this.door = new Doorkeeper(server.getAddress().getPort());
    this.links = links;
  }

  /**
   * Starts it on a free port.
   *
   * @param page the service of everything that has no route
   * @param routes paths below the prefix, such as {@code /fhir}, with the address of their service
   * @param token makes the token of a request
   * @param links gets the link, and a new one whenever one was used
   */
  public static Gateway start(
      Supplier<URI> page,
      Map<String, Supplier<URI>> routes,
      Supplier<String> token,
      Consumer<URI> links) {
    try {
      var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      var server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      var gateway = new Gateway(server, page, routes, token, links);
      server.createContext("/", gateway::handle);
      server.setExecutor(gateway.threads);
      server.start();
      links.accept(gateway.link());
      return gateway;
    } catch (IOException e) {
      throw new StackException("The page cannot be opened to a browser: " + e.getMessage(), e);
    }
  }

  /** Where the page is, for a browser that has the cookie. */
  public URI address() {
    return URI.create("http://" + host() + PREFIX);
  }

  /** The link that gives a browser the cookie, once. */
  public URI link() {
    return URI.create("http://" + host() + OPEN + "?" + KEY + door.key());
  }

  private String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  // Whatever is thrown ends the connection, so that half an answer never looks like a whole one.
  private void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getRawPath();
    if (!named(exchange)) {
      say(exchange, 421, "This is not the name of this address.");
    } else if (path.equals(OPEN)) {
      open(exchange);
    } else if (!known(exchange)) {
      say(exchange, 403, NO_COOKIE);
    } else if (path.equals("/") || path.equals(PREFIX)) {
      redirect(exchange);
    } else if (!path.startsWith(PREFIX + "/")) {
      say(exchange, 404, "There is nothing outside " + PREFIX + ".");
    } else {
      forward(exchange, service(path.substring(PREFIX.length())));
    }
    exchange.close();
  }

  private boolean known(HttpExchange exchange) {
    return door.knows(exchange.getRequestHeaders().getOrDefault("Cookie", List.of()));
  }

  private boolean named(HttpExchange exchange) {
    int port = server.getAddress().getPort();
    var host = exchange.getRequestHeaders().getFirst("Host");
    return host != null && Set.of("127.0.0.1:" + port, "localhost:" + port).contains(host);
  }

  private void open(HttpExchange exchange) throws IOException {
    var query = String.valueOf(exchange.getRequestURI().getRawQuery());
    var cookie =
        exchange.getRequestMethod().equals("GET") && query.startsWith(KEY)
            ? door.exchange(query.substring(KEY.length()))
            : Optional.<String>empty();
    if (cookie.isPresent()) {
      links.accept(link());
      exchange
          .getResponseHeaders()
          .add("Set-Cookie", cookie.get() + "; Path=" + PREFIX + "; HttpOnly; SameSite=Strict");
      redirect(exchange);
    } else if (known(exchange)) {
      redirect(exchange);
    } else {
      say(exchange, 403, NO_COOKIE);
    }
  }

  private Supplier<URI> service(String path) {
    return routes.entrySet().stream()
        .filter(route -> path.equals(route.getKey()) || path.startsWith(route.getKey() + "/"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(page);
  }

  private void forward(HttpExchange exchange, Supplier<URI> service) throws IOException {
    try {
      forwarder.forward(exchange, service.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } catch (IOException e) {
      if (exchange.getResponseCode() >= 0) {
        throw e;
      }
      say(exchange, 502, "The service does not answer.");
    }
  }

  private static void redirect(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Location", PREFIX + "/");
    exchange.getResponseHeaders().add("Cache-Control", "no-store");
    exchange.getResponseHeaders().add("Referrer-Policy", "no-referrer");
    exchange.sendResponseHeaders(303, -1);
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/plain;charset=UTF-8");
    exchange.getResponseHeaders().add("Cache-Control", "no-store");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

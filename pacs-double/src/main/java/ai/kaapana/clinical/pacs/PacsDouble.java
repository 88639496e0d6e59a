package ai.kaapana.clinical.pacs;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A DICOMweb server (QIDO-RS and WADO-RS metadata) whose studies and faults are scripted.
 *
 * <p>It answers like dcm4chee where archives differ: 204 without a match, a {@code Warning} header
 * on a cut list, references of derived objects in instance queries, all text in UTF-8.
 *
 * <p><b>Source:</b> DICOM PS3.18 sections 10.4 and 10.6, Annex F.
 */
public final class PacsDouble implements AutoCloseable {
  static {
    // Without this, answers in two small segments wait for a delayed acknowledgement of 40 ms.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private static final int REMEMBERED = 10_000;

  private final Archive archive;
  private final PacsOptions options;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<FaultRule> rules = new CopyOnWriteArrayList<>();
  private final Map<RequestKind, AtomicInteger> counts = new EnumMap<>(RequestKind.class);
  private final Deque<DicomWebRequest> requests = new ArrayDeque<>();

  private PacsDouble(Archive archive, PacsOptions options) throws IOException {
    this.archive = archive;
    this.options = options;
    for (var kind : RequestKind.values()) {
      counts.put(kind, new AtomicInteger());
    }
    server = HttpServer.create(new InetSocketAddress(options.bind(), options.port()), 0);
    server.setExecutor(threads);
    server.createContext("/", new DicomWebHandler(archive, options, this::record));
  }

  /** Serves the DICOM files below a folder on a free port of the loopback address. */
  public static PacsDouble start(Path folder) throws IOException {
    return start(Archive.read(folder), PacsOptions.local());
  }

  /** Serves an archive on a free port of the loopback address. */
  public static PacsDouble start(Archive archive) throws IOException {
    return start(archive, PacsOptions.local());
  }

  /** Serves an archive. */
  public static PacsDouble start(Archive archive, PacsOptions options) throws IOException {
    var pacs = new PacsDouble(archive, options);
    pacs.server.start();
    return pacs;
  }

  /** Serves a folder until the process is ended; {@code --help} lists the options. */
  public static void main(String[] arguments) throws Exception {
    System.exit(PacsCommand.run(arguments));
  }

  /** The address of the DICOMweb service, without a slash at its end. */
  public URI baseUri() {
    return URI.create("http://" + options.bind() + ":" + port() + options.root());
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** What is stored; changes are served at once. */
  public Archive archive() {
    return archive;
  }

  /** Lets requests go wrong; of several rules the first that has a fault decides. */
  public void script(FaultRule rule) {
    rules.add(rule);
  }

  /** Takes all rules away. */
  public void heal() {
    rules.clear();
  }

  /** How many requests of a kind have arrived since the start or the last {@link #forget}. */
  public int count(RequestKind kind) {
    return counts.get(kind).get();
  }

  /** How many requests have arrived since the start or the last {@link #forget}. */
  public int count() {
    return counts.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  /** The last requests, the oldest first; at most ten thousand are kept. */
  public List<DicomWebRequest> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** Sets all counts back to zero. */
  public void forget() {
    counts.values().forEach(count -> count.set(0));
    synchronized (requests) {
      requests.clear();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private Optional<Fault> record(DicomWebRequest request) {
    counts.get(request.kind()).incrementAndGet();
    synchronized (requests) {
      if (requests.size() == REMEMBERED) {
        requests.removeFirst();
      }
      requests.addLast(request);
    }
    return rules.stream().flatMap(rule -> rule.faultFor(request).stream()).findFirst();
  }
}

package ai.kaapana.clinical.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy on the loopback address that fails as a test tells it. A fault holds for connections
 * that come after it, and for the bytes that open connections still send.
 */
public final class FaultProxy implements AutoCloseable {

  /** What the proxy does. */
  public sealed interface Fault {

    /** Passes everything. */
    record Pass() implements Fault {}

    /** Closes new connections at once, and open ones at their next byte. */
    record Refuse() implements Fault {}

    /** Takes connections and bytes and answers nothing. */
    record BlackHole() implements Fault {}

    /**
     * Passes requests and drops every byte of the answers, then closes: the server did it, the
     * client never knows.
     */
    record DropResponse() implements Fault {}

    /** Breaks a connection after so many bytes of the client. */
    record CutRequestAfter(long bytes) implements Fault {}

    /** Breaks a connection after so many bytes of the server. */
    record CutResponseAfter(long bytes) implements Fault {}

    /** Waits before each piece of an answer. */
    record Delay(Duration duration) implements Fault {}
  }

  private static final int BUFFER = 8 * 1024;

  private final ServerSocket listener;
  private final InetSocketAddress target;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Fault fault = new Fault.Pass();

  private FaultProxy(ServerSocket listener, InetSocketAddress target) {
    this.listener = listener;
    this.target = target;
  }

  /** A proxy in front of a port of the loopback address. */
  public static FaultProxy to(int targetPort) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      FaultProxy proxy =
          new FaultProxy(
              new ServerSocket(0, 100, loopback), new InetSocketAddress(loopback, targetPort));
      proxy.threads.execute(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("proxy did not start", e);
    }
  }

  /** The port to be used instead of the target's. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Changes what the proxy does. */
  public void fault(Fault next) {
    fault = next;
  }

  /** Passes everything again. */
  public void heal() {
    fault = new Fault.Pass();
  }

  /** Breaks all open connections. */
  public void breakConnections() {
    open.forEach(FaultProxy::close);
    open.clear();
  }

  /** How many connections clients have opened. */
  public int connections() {
    return connections.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        connections.incrementAndGet();
        if (fault instanceof Fault.Refuse) {
          reset(client);
        } else {
          threads.execute(() -> connect(client));
        }
      } catch (IOException e) {
        // the listener was closed, or a client was gone before it was accepted
      }
    }
  }

  private void connect(Socket client) {
    open.add(client);
    try {
      Socket server = new Socket();
      open.add(server);
      server.connect(target, 5_000);
      threads.execute(() -> pump(client, server, true));
      pump(server, client, false);
    } catch (IOException e) {
      reset(client);
    }
  }

  private void pump(Socket from, Socket to, boolean request) {
    AtomicLong passed = new AtomicLong();
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int count = in.read(buffer);
      while (count >= 0) {
        if (!pass(buffer, count, out, passed, request)) {
          reset(from);
          reset(to);
          return;
        }
        count = in.read(buffer);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      close(from);
      close(to);
    } finally {
      open.remove(from);
    }
  }

  /** Passes one piece as the fault says; false = the connection breaks. */
  private boolean pass(
      byte[] buffer, int count, OutputStream out, AtomicLong passed, boolean request)
      throws IOException {
    long before = passed.getAndAdd(count);
    long allowed =
        switch (fault) {
          case Fault.Pass pass -> count;
          case Fault.Refuse refuse -> -1;
          case Fault.BlackHole hole -> 0;
          case Fault.DropResponse drop -> request ? count : -1;
          case Fault.CutRequestAfter(long bytes) -> request ? cut(bytes, before, count) : count;
          case Fault.CutResponseAfter(long bytes) -> request ? count : cut(bytes, before, count);
          case Fault.Delay(Duration duration) -> {
            if (!request) {
              pause(duration);
            }
            yield count;
          }
        };
    if (allowed < 0) {
      return false;
    }
    out.write(buffer, 0, (int) allowed);
    out.flush();
    boolean whole = allowed == count || fault instanceof Fault.BlackHole;
    return whole;
  }

  private static long cut(long limit, long before, int count) {
    return Math.max(0, Math.min(count, limit - before));
  }

  private static void pause(Duration duration) throws IOException {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Breaks a connection by a reset, as a crash does, not by an orderly end. */
  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // closed already
    }
    close(socket);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // nothing more can be done with it
    }
  }

  /** Breaks all connections and stops listening. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      // nothing listens any more
    }
    breakConnections();
    threads.shutdownNow();
  }
}

package ai.kaapana.clinical.local.process;

import ai.kaapana.clinical.local.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address. */
public final class Ports {
  private Ports() {}

  /** A port that is free at this moment; another process may still take it. */
  public static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new StackException(
          "There is no free port on the loopback address: " + e.getMessage(), e);
    }
  }

  /**
   * Checks a port that somebody asked for by its number.
   *
   * @param option the option that chose it, for the message
   * @throws StackException if another process listens on it
   */
  public static void requireFree(int port, String option) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw taken(port, option);
    }
  }

  /** The message about a port that belongs to another process. */
  public static StackException taken(int port, String option) {
    return new StackException(
        "Port %d is already in use by another program. Stop that one (ss -ltnp 'sport = :%d' shows it), choose another port with %s, or leave the option out for a free one."
            .formatted(port, port, option));
  }
}

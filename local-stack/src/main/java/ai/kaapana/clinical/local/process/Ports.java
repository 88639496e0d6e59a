package ai.kaapana.clinical.local.process;

import ai.kaapana.clinical.local.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

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
   * The port of an earlier start, so that an address stays what it was; 0 if there is none or it is
   * taken by now.
   */
  public static int remembered(Path file) {
    try {
      int port = Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
      return port > 0 && isFree(port) ? port : 0;
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  /** Keeps a port for the next start. */
  public static void remember(Path file, int port) {
    try {
      Files.writeString(file, Integer.toString(port));
    } catch (IOException e) {
      throw new StackException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Checks a port that somebody asked for by its number.
   *
   * @param option the option that chose it, for the message
   * @throws StackException if another process listens on it
   */
  public static void requireFree(int port, String option) {
    if (!isFree(port)) {
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

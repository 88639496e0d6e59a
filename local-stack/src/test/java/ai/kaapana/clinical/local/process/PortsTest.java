package ai.kaapana.clinical.local.process;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.local.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void acceptsAFreePort() {
    int port = Ports.free();

    assertThatCode(() -> Ports.requireFree(port, "--port")).doesNotThrowAnyException();
  }

  @Test
  void namesAPortThatIsTakenAndWhatToDo() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();

      assertThatThrownBy(() -> Ports.requireFree(port, "--port"))
          .isInstanceOf(StackException.class)
          .hasMessageContaining("Port " + port + " is already in use")
          .hasMessageContaining("--port");
    }
  }
}

package ai.kaapana.clinical.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERROR:  could not extend file \"base/16384/2619\": No space left on device",
        "PANIC:  could not write to file \"pg_wal/xlogtemp.12\": No space left on device",
        "java.io.IOException: No space left on device"
      })
  void knowsThatTheDiskIsFull(String line) throws IOException {
    assertThat(log(line).tellsNoSpace()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOG:  could not bind IPv4 address \"127.0.0.1\": Address already in use",
        "Web server failed to start. Port 8080 was already in use.",
        "pacs-double: port 8080 of 127.0.0.1 is already in use"
      })
  void knowsThatThePortIsTaken(String line) throws IOException {
    assertThat(log(line).tellsPortTaken()).isTrue();
  }

  @Test
  void suspectsNothingInAQuietLog() throws IOException {
    var log = log("LOG:  database system is ready to accept connections");

    assertThat(log.tellsNoSpace()).isFalse();
    assertThat(log.tellsPortTaken()).isFalse();
  }

  @Test
  void readsOnlyTheEndOfALongLog() throws IOException {
    var log = log("x".repeat(200_000) + "\nlast but one\nlast");

    assertThat(log.tail(2)).containsExactly("last but one", "last");
  }

  private LogFile log(String text) throws IOException {
    var path = folder.resolve("a.log");
    Files.writeString(path, text + "\n");
    return new LogFile(path);
  }
}

package ai.kaapana.clinical.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChildTest {
  private static final Duration SHORT = Duration.ofSeconds(10);

  @TempDir Path folder;

  @Test
  void notesItsProcessAndForgetsItAfterAnOrderlyEnd() {
    var child = start("sleep", "60");
    assertThat(folder.resolve("run/it.pid")).exists();

    child.stop(SHORT);

    assertThat(child.isAlive()).isFalse();
    assertThat(folder.resolve("run/it.pid")).doesNotExist();
  }

  @Test
  void isFoundAndEndedByTheNextLauncher() {
    var child = start("sleep", "60");

    assertThat(Child.stopLeftover(folder.resolve("run/it.pid"), SHORT)).isTrue();

    assertThat(child.isAlive()).isFalse();
    assertThat(folder.resolve("run/it.pid")).doesNotExist();
  }

  @Test
  void endsNobodyWhoGotTheSameNumberLater() throws IOException {
    var stranger = new ProcessBuilder("sleep", "60").start();
    var noted = folder.resolve("it.pid");
    new ProcessIdentity(stranger.pid(), Instant.now().minus(Duration.ofHours(1))).write(noted);

    assertThat(Child.stopLeftover(noted, SHORT)).isFalse();

    assertThat(stranger.isAlive()).isTrue();
    stranger.destroyForcibly();
  }

  @Test
  void survivesAnUnreadableNote() throws IOException {
    var noted = folder.resolve("it.pid");
    Files.writeString(noted, "no number");

    assertThat(Child.stopLeftover(noted, SHORT)).isFalse();
    assertThat(noted).doesNotExist();
  }

  @Test
  void tellsExitCodeAndLastLinesOfTheDead() {
    var child = start("sh", "-c", "echo first; echo 'it went wrong' >&2; exit 3");
    assertThat(Child.ended(child.handle(), SHORT)).isTrue();

    assertThat(child.epitaph())
        .contains("exit code 3")
        .contains("it went wrong")
        .contains("it.log");
  }

  @Test
  void isEndedByForceWhenItDoesNotListen() {
    var child = start("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done");
    await(child, "ready");

    child.stop(Duration.ofMillis(300));

    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void doesNotHearTheInterruptOfTheTerminalBecauseItHasItsOwnSession() throws IOException {
    var child = start("sh", "-c", "cut -d' ' -f6 /proc/self/stat; sleep 60");
    await(child, "\n");

    var ownSession =
        Files.readString(Path.of("/proc/self/stat")).replaceAll("^.*\\) ", "").split(" ")[3];
    assertThat(child.log().tail(1)).isNotEqualTo(List.of(ownSession));
    child.kill();
  }

  @ParameterizedTest
  @CsvSource({
    "SPRING_DATASOURCE_URL, true",
    "CLINICAL_SECURITY_PROJECT, true",
    "PGDATA, true",
    "PATH, false",
    "HOME, false"
  })
  void getsNoVariablesThatWouldOverruleItsSettings(String variable, boolean removed) {
    assertThat(Child.steers(variable)).isEqualTo(removed);
  }

  @Test
  void keepsTheLogOfTheStartBefore() throws IOException {
    Child.ended(start("echo", "one").handle(), SHORT);
    Child.ended(start("echo", "two").handle(), SHORT);

    assertThat(Files.readString(folder.resolve("logs/it.log"))).isEqualTo("two\n");
    assertThat(Files.readString(folder.resolve("logs/it.log.1"))).isEqualTo("one\n");
  }

  private Child start(String... command) {
    return Child.start(
        new Child.Start(
            "it",
            List.of(command),
            Map.of(),
            folder,
            folder.resolve("logs/it.log"),
            folder.resolve("run/it.pid")));
  }

  private static void await(Child child, String text) {
    long end = System.nanoTime() + SHORT.toNanos();
    while (!child.log().contains(text) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}

package ai.kaapana.clinical.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterTest {
  @TempDir Path folder;

  private final List<String> messages = new ArrayList<>();

  @Test
  void removesTheFileOfAServerThatIsGone() throws Exception {
    var gone = new ProcessBuilder("true").start();
    gone.waitFor();
    note(Long.toString(gone.pid()));

    new Postmaster(folder, messages::add).makeWay();

    assertThat(folder.resolve("postmaster.pid")).doesNotExist();
    assertThat(messages).singleElement().asString().contains("no longer runs");
  }

  @Test
  void removesTheFileWhoseNumberNowBelongsToAnotherProgramAndLetsThatOneLive() throws Exception {
    var stranger = new ProcessBuilder("sleep", "60").directory(folder.getParent().toFile()).start();
    note(Long.toString(stranger.pid()));

    new Postmaster(folder, messages::add).makeWay();

    assertThat(folder.resolve("postmaster.pid")).doesNotExist();
    assertThat(messages).singleElement().asString().contains("another program");
    assertThat(stranger.isAlive()).isTrue();
    stranger.destroyForcibly();
  }

  @Test
  void stopsAServerThatStillWorksOnTheFolder() throws Exception {
    // Shells ignore the interrupt of a background job, so the stand-in listens to it on its own.
    var server =
        new ProcessBuilder("bash", "-c", "trap 'exit 0' INT; while :; do sleep 0.1; done")
            .directory(folder.toFile())
            .start();
    Thread.sleep(300);
    note(Long.toString(server.pid()));

    new Postmaster(folder, messages::add).makeWay();

    assertThat(server.isAlive()).isFalse();
    assertThat(messages.getFirst()).contains("still runs on this folder");
    assertThat(folder.resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void waitsForTheLastProcessesOfAKilledServer() throws Exception {
    var orphan = new ProcessBuilder("sleep", "1").directory(folder.toFile()).start();

    new Postmaster(folder, messages::add).makeWay();

    assertThat(orphan.isAlive()).isFalse();
    assertThat(messages).singleElement().asString().contains("remaining processes");
  }

  @Test
  void removesAnUnreadableFile() throws IOException {
    note("not a number");

    new Postmaster(folder, messages::add).makeWay();

    assertThat(folder.resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void saysNothingAboutACleanFolder() {
    new Postmaster(folder, messages::add).makeWay();

    assertThat(messages).isEmpty();
  }

  private void note(String pid) throws IOException {
    Files.writeString(
        folder.resolve("postmaster.pid"),
        pid + "\n" + folder + "\n1770000000\n5432\n\n127.0.0.1\n");
  }
}

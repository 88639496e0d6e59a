package ai.kaapana.clinical.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path temporary;

  @Test
  void refusesASecondLauncherAndNamesTheFirst() {
    try (var first = DataFolder.open(folder())) {
      assertThat(first.path()).exists();
      assertThatThrownBy(() -> DataFolder.open(folder()))
          .isInstanceOf(StackException.class)
          .hasMessageContaining("Another start already works with")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void isFreeAgainAfterTheFirstLauncher() {
    DataFolder.open(folder()).close();

    assertThatCode(() -> DataFolder.open(folder()).close()).doesNotThrowAnyException();
  }

  @Test
  void refusesAFolderWithOtherFilesSoThatAResetCannotDeleteThem() throws IOException {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("thesis.txt"), "all of it");

    assertThatThrownBy(() -> DataFolder.open(folder()))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("holds other files");
    assertThat(folder().resolve("thesis.txt")).exists();
  }

  @Test
  void isReadableByItsOwnerAlone() throws IOException {
    try (var data = DataFolder.open(folder())) {
      data.secret("x");
      assertThat(rights(folder())).isEqualTo("rwx------");
      assertThat(rights(folder().resolve("secrets/x"))).isEqualTo("rw-------");
    }
  }

  @Test
  void keepsASecretAndMakesAnotherForAnotherName() {
    try (var data = DataFolder.open(folder())) {
      assertThat(data.secret("a"))
          .hasSize(48)
          .isEqualTo(data.secret("a"))
          .isNotEqualTo(data.secret("b"));
    }
  }

  @Test
  void refusesASecretThatSomebodyChanged() throws IOException {
    try (var data = DataFolder.open(folder())) {
      data.secret("a");
      Files.writeString(folder().resolve("secrets/a"), "'; drop");

      assertThatThrownBy(() -> data.secret("a"))
          .isInstanceOf(StackException.class)
          .hasMessageContaining("was changed");
    }
  }

  @Test
  void losesEverythingButItsLockByAReset() throws IOException {
    try (var data = DataFolder.open(folder())) {
      Files.writeString(data.folder("postgres").resolve("PG_VERSION"), "17");
      Files.writeString(folder().resolve("token"), "t");

      data.clear();

      assertThat(folder().resolve("postgres")).doesNotExist();
      assertThat(folder().resolve("token")).doesNotExist();
      assertThatThrownBy(() -> DataFolder.open(folder())).isInstanceOf(StackException.class);
    }
    assertThatCode(() -> DataFolder.open(folder()).close()).doesNotThrowAnyException();
  }

  @Test
  void saysHowMuchSpaceIsMissing() {
    try (var data = DataFolder.open(folder())) {
      assertThatThrownBy(() -> data.requireSpace(Long.MAX_VALUE))
          .isInstanceOf(StackException.class)
          .hasMessageContaining("MB free")
          .hasMessageContaining("--data");
    }
  }

  private Path folder() {
    return temporary.resolve("data");
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}

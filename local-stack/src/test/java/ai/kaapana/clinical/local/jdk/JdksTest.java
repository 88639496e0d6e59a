package ai.kaapana.clinical.local.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.local.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdksTest {
  @TempDir Path folder;

  private Path old;
  private Path current;

  @BeforeEach
  void installs() throws IOException {
    old = install("usual/jdk-17", "17.0.15");
    current = install("usual/jdk-21", "21.0.4");
    install("usual/jdk-8", "1.8.0_402");
  }

  @Test
  void takesTheNewestOfTheUsualFoldersWhenNothingIsSaid() throws IOException {
    var newest = install("usual/jdk-25", "25");

    var jdk = jdks(Map.of(), old).find();

    assertThat(jdk.home()).isEqualTo(newest);
    assertThat(jdk.feature()).isEqualTo(25);
    assertThat(jdk.hasCompactObjectHeaders()).isTrue();
  }

  @Test
  void obeysItsOwnVariableBeforeAllOthers() throws IOException {
    var own = install("own", "22.0.1");

    var jdk =
        jdks(Map.of("CLINICAL_JAVA_HOME", own.toString(), "JAVA_HOME", current.toString()), current)
            .find();

    assertThat(jdk.home()).isEqualTo(own);
    assertThat(jdk.source()).isEqualTo("CLINICAL_JAVA_HOME");
  }

  @Test
  void refusesAnOldOneInItsOwnVariableInsteadOfTakingAnother() {
    assertThatThrownBy(() -> jdks(Map.of("CLINICAL_JAVA_HOME", old.toString()), current).find())
        .isInstanceOf(StackException.class)
        .hasMessageContaining("CLINICAL_JAVA_HOME")
        .hasMessageContaining("Java 17");
  }

  @Test
  void refusesAnEmptyFolderInItsOwnVariable() {
    assertThatThrownBy(() -> jdks(Map.of("CLINICAL_JAVA_HOME", folder.toString()), current).find())
        .isInstanceOf(StackException.class)
        .hasMessageContaining("there is no Java in it");
  }

  @Test
  void passesOverAnOldJavaHome() {
    assertThat(jdks(Map.of("JAVA_HOME", old.toString()), old).find().home()).isEqualTo(current);
  }

  @Test
  void saysWhatWasFoundAndWhatToInstallWhenAllAreTooOld() {
    var none = new Jdks(Map.of(), old, List.of());

    assertThatThrownBy(none::find)
        .isInstanceOf(StackException.class)
        .hasMessageContaining("Java 21 or newer is needed")
        .hasMessageContaining("Java 17 in " + old)
        .hasMessageContaining("CLINICAL_JAVA_HOME");
  }

  private Jdks jdks(Map<String, String> environment, Path running) {
    return new Jdks(
        environment, running, List.of(folder.resolve("missing"), folder.resolve("usual")));
  }

  private Path install(String name, String version) throws IOException {
    var home = folder.resolve(name);
    var java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}

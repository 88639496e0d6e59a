package ai.kaapana.clinical.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A chart of this folder, rendered by the real Helm in this process. */
enum Chart {
  DATA("clinical-data-chart"),
  WORKFLOW("clinical-data-workflow");

  /** The release name that Kaapana's store makes at a launch. */
  static final String RELEASE = "clinical-data-chart-0123456789abcdef0123";

  /** The oldest Kubernetes that Kaapana 0.6 runs on, the one that it installs, and the next one. */
  static final List<String> KUBERNETES = List.of("1.28.0", "1.33.0", "1.34.0");

  /** How a hook is annotated in what this class renders. */
  static final String HOOK = "as-object.helm.sh/hook";

  private static final Map<Chart, Path> COPIES = new ConcurrentHashMap<>();
  private static final Map<Chart, Manifests> LAUNCHED = new ConcurrentHashMap<>();

  private final String folder;

  Chart(String folder) {
    this.folder = folder;
  }

  String folder() {
    return folder;
  }

  Path path() {
    return Path.of(folder).toAbsolutePath();
  }

  Helm helm() {
    return new Helm(path());
  }

  /**
   * A copy whose hooks are ordinary objects.
   *
   * <p>Why: Helm's library leaves hooks out of what it renders, and they must be checked too.
   */
  private Path withHooksAsObjects() {
    var copy = Path.of("target", "hooks-as-objects", folder).toAbsolutePath();
    try (var files = Files.walk(path())) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var target = copy.resolve(path().relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.writeString(target, Files.readString(file).replace("helm.sh/hook", HOOK));
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Helm rendered() {
    return new Helm(COPIES.computeIfAbsent(this, Chart::withHooksAsObjects));
  }

  /** As Kaapana's builder checks it: every value is a placeholder, and there is no project. */
  Manifests withPlaceholders(String kubernetes) {
    return render("placeholder-values.yaml", kubernetes, Map.of());
  }

  /**
   * As a launch in the project "lung" renders it; once, since each rendering makes four key pairs.
   */
  Manifests launched() {
    return LAUNCHED.computeIfAbsent(this, chart -> chart.launched(Map.of()));
  }

  /** The same with some values set otherwise, as {@code --set} does. */
  Manifests launched(Map<String, Object> values) {
    return render("launch-values.yaml", KUBERNETES.get(1), values);
  }

  /** As a launch in the cluster that KUBECONFIG names. */
  Manifests inCluster(Map<String, Object> values) {
    var command = rendered().template().withValuesFile(values("launch-values.yaml"));
    values.forEach(command::set);
    return render(command, KUBERNETES.get(1));
  }

  /** The same from a packed chart. */
  Manifests launched(TemplateCommand command) {
    return offline(command.withValuesFile(values("launch-values.yaml")), KUBERNETES.get(1));
  }

  Manifests render(String valuesFile, String kubernetes, Map<String, Object> values) {
    var command = rendered().template().withValuesFile(values(valuesFile));
    values.forEach(command::set);
    return offline(command, kubernetes);
  }

  /** Renders with a file of values written by a test. */
  Manifests renderWith(Path values) {
    return offline(rendered().template().withValuesFile(values), KUBERNETES.get(1));
  }

  private Manifests offline(TemplateCommand command, String kubernetes) {
    if (this == DATA) {
      command.set("offlineRender", true);
    }
    return render(command, kubernetes);
  }

  private static Manifests render(TemplateCommand command, String kubernetes) {
    return Manifests.of(
        command.withName(RELEASE).withNamespace("admin").withKubeVersion(kubernetes).call());
  }

  private static Path values(String file) {
    return Path.of("src", "test", "resources", file).toAbsolutePath();
  }
}

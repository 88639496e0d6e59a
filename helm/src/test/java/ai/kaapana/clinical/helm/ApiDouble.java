package ai.kaapana.clinical.helm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As much of a Kubernetes API as Helm's {@code lookup} asks for: which kinds there are, and single
 * objects.
 */
final class ApiDouble implements AutoCloseable {

  /** The file that KUBECONFIG names for this module's tests. */
  private static final Path KUBECONFIG = Path.of(System.getenv("KUBECONFIG"));

  private static final Map<String, String> KINDS =
      Map.of(
          "/api/v1",
          """
          {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "v1", "resources": [
            {"name": "namespaces", "singularName": "namespace", "namespaced": false, "kind": "Namespace", "verbs": ["get"]},
            {"name": "secrets", "singularName": "secret", "namespaced": true, "kind": "Secret", "verbs": ["get"]},
            {"name": "persistentvolumeclaims", "singularName": "persistentvolumeclaim", "namespaced": true,
             "kind": "PersistentVolumeClaim", "verbs": ["get"]}]}
          """,
          "/apis/apps/v1",
          """
          {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "apps/v1", "resources": [
            {"name": "deployments", "singularName": "deployment", "namespaced": true, "kind": "Deployment", "verbs": ["get"]}]}
          """,
          "/apis/scheduling.k8s.io/v1",
          """
          {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "scheduling.k8s.io/v1", "resources": [
            {"name": "priorityclasses", "singularName": "priorityclass", "namespaced": false, "kind": "PriorityClass", "verbs": ["get"]}]}
          """);

  private final Map<String, String> objects = new ConcurrentHashMap<>();
  private final HttpServer server;

  ApiDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
      Files.createDirectories(KUBECONFIG.getParent());
      Files.writeString(KUBECONFIG, kubeconfig());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String kubeconfig() {
    return """
    {"apiVersion": "v1", "kind": "Config", "current-context": "double",
     "clusters": [{"name": "double", "cluster": {"server": "http://127.0.0.1:%d"}}],
     "users": [{"name": "double", "user": {}}],
     "contexts": [{"name": "double", "context": {"cluster": "double", "user": "double"}}]}
    """
        .formatted(server.getAddress().getPort());
  }

  ApiDouble namespace(String name) {
    return put("/api/v1/namespaces/" + name, "v1", "Namespace", name, Map.of());
  }

  ApiDouble secret(String name) {
    return put("/api/v1/namespaces/services/secrets/" + name, "v1", "Secret", name, Map.of());
  }

  ApiDouble volume(String name) {
    return put(
        "/api/v1/namespaces/services/persistentvolumeclaims/" + name,
        "v1",
        "PersistentVolumeClaim",
        name,
        Map.of());
  }

  ApiDouble deployment(String name, String release) {
    return put(
        "/apis/apps/v1/namespaces/services/deployments/" + name,
        "apps/v1",
        "Deployment",
        name,
        Map.of("meta.helm.sh/release-name", release));
  }

  ApiDouble priorityClass(String name) {
    return put(
        "/apis/scheduling.k8s.io/v1/priorityclasses/" + name,
        "scheduling.k8s.io/v1",
        "PriorityClass",
        name,
        Map.of());
  }

  private ApiDouble put(
      String path, String version, String kind, String name, Map<String, String> annotations) {
    var text = new StringBuilder();
    annotations.forEach((key, value) -> text.append("\"%s\": \"%s\"".formatted(key, value)));
    objects.put(
        path,
        """
        {"apiVersion": "%s", "kind": "%s", "metadata": {"name": "%s", "annotations": {%s}}}
        """
            .formatted(version, kind, name, text));
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var found = KINDS.getOrDefault(path, objects.get(path));
    var body =
        found == null
            ? """
              {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}
              """
            : found;
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(found == null ? 404 : 200, bytes.length);
    try (var output = exchange.getResponseBody()) {
      output.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    try {
      Files.deleteIfExists(KUBECONFIG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

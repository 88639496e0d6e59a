package ai.kaapana.clinical.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/**
 * A checkout whose services are programs of a few lines, to see how the launcher takes what they
 * do.
 */
final class FakeModules {
  private final Path root;

  FakeModules(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  /** A service that answers readiness under a name and runs until it is stopped. */
  FakeModules answering(Component component, String name) throws IOException {
    return program(
        component,
        """
        int port = Integer.parseInt(argument(arguments, "--server.port="));
        var server = com.sun.net.httpserver.HttpServer.create(new java.net.InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/", exchange -> {
          exchange.getResponseHeaders().set("X-Clinical-Component", "%s");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
        server.start();
        System.out.println("settings " + argument(arguments, "--spring.config.additional-location="));
        java.nio.file.Files.writeString(
            java.nio.file.Path.of(argument(arguments, "--clinical.http.port-file=")), "" + server.getAddress().getPort());
        """
            .formatted(name));
  }

  /** A service with a body of its own; it may use {@code arguments}. */
  FakeModules program(Component component, String body) throws IOException {
    var name = component.mainClass();
    int dot = name.lastIndexOf('.');
    var target = Files.createDirectories(root.resolve(component.id()).resolve("target"));
    var source = target.resolve(name.substring(dot + 1) + ".java");
    Files.writeString(
        source,
        """
        package %s;
        public class %s {
          static String argument(String[] all, String name) {
            for (String one : all) if (one.startsWith(name)) return one.substring(name.length());
            return "";
          }
          public static void main(String[] arguments) throws Exception {
        %s
          }
        }
        """
            .formatted(name.substring(0, dot), name.substring(dot + 1), body));
    var compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler.run(
            null, null, null, "-d", target.resolve("classes").toString(), source.toString())
        != 0) {
      throw new IOException("the program of " + component + " does not compile");
    }
    jar(target, component.id());
    Files.writeString(target.resolve("runtime.classpath"), "");
    return this;
  }

  private static void jar(Path target, String module) throws IOException {
    try (var files = Files.walk(target.resolve("classes"));
        var jar = new JarOutputStream(Files.newOutputStream(target.resolve(module + "-1.jar")))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new JarEntry(target.resolve("classes").relativize(file).toString()));
        Files.copy(file, jar);
      }
    }
  }
}

package ai.kaapana.clinical.helm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * Binds an application.yaml to the settings classes of the service on whose class path this runs,
 * as the service itself does at its start, but without starting anything else. A value that the
 * service would refuse ends it with the service's own message.
 *
 * <p>Arguments: the file, then a file with the names of the settings classes, one a line.
 */
final class BindSettings {

  /** What the image mounts as files, so that it is not in the application.yaml. */
  private static final Map<String, Object> MOUNTED =
      Map.of("spring.datasource.password", "x", "clinical.database.migration.password", "x");

  private BindSettings() {}

  public static void main(String[] arguments) throws Exception {
    var sources = new MutablePropertySources();
    sources.addLast(new MapPropertySource("mounted", MOUNTED));
    add(sources, new FileSystemResource(Path.of(arguments[0])));
    for (var own : List.of("application.yml", "application.yaml")) {
      add(sources, new ClassPathResource(own));
    }
    var binder = new Binder(ConfigurationPropertySources.from(sources));
    Set<String> bound = new TreeSet<>();
    for (var name : Files.readAllLines(Path.of(arguments[1]), StandardCharsets.UTF_8)) {
      bind(binder, Class.forName(name), bound);
    }
    System.out.println("bound " + String.join(" ", bound));
  }

  /** Binds what is set; a service that does not have a part is not told of it. */
  private static void bind(Binder binder, Class<?> type, Set<String> bound) {
    var annotation = type.getAnnotation(ConfigurationProperties.class);
    if (annotation != null) {
      var prefix = annotation.prefix().isEmpty() ? annotation.value() : annotation.prefix();
      if (binder.bind(prefix, Bindable.of(type)).isBound()) {
        bound.add(prefix);
      }
    }
  }

  private static void add(MutablePropertySources sources, Resource resource) throws IOException {
    if (resource.exists()) {
      new YamlPropertySourceLoader()
          .load(resource.getDescription(), resource)
          .forEach(sources::addLast);
    }
  }
}

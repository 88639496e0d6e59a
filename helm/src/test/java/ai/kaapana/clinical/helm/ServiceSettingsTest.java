package ai.kaapana.clinical.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The rendered application.yaml holds settings that the services know, with values they take. */
class ServiceSettingsTest {

  static final List<String> SERVICES = Settings.SERVICES;

  /**
   * Where services reach each other: the same names in all of them, also in those that call nobody.
   */
  private static final Set<String> SISTERS =
      Set.of(
          "clinical.fhir.base-url",
          "clinical.linker.base-url",
          "clinical.import.base-url",
          "clinical.radiomics.base-url");

  private static final String METADATA = "META-INF/spring-configuration-metadata.json";
  private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));

  @TempDir private Path folder;

  @ParameterizedTest
  @FieldSource("SERVICES")
  void everySettingIsOneOfTheService(String service) throws IOException {
    var known = types(service).keySet();

    assertThat(known).contains("clinical.security.issuer", "spring.datasource.url");
    assertThat(Settings.of(rendered(), service, "lung").keySet())
        .isNotEmpty()
        .allSatisfy(key -> assertThat(isKnown(known, key)).as(key).isTrue());
  }

  /** The framework's own settings are not bound below, so their numbers are looked at here. */
  @ParameterizedTest
  @FieldSource("SERVICES")
  void numbersAreNumbers(String service) throws IOException {
    var types = types(service);

    assertThat(Settings.of(rendered(), service, "lung"))
        .anySatisfy((key, value) -> assertThat(types.get(key)).isEqualTo("java.lang.Long"))
        .allSatisfy(
            (key, value) -> {
              switch (types.getOrDefault(key, "")) {
                case "java.lang.Long", "java.lang.Integer" -> assertThat(value).matches("[0-9]+");
                case "java.lang.Boolean" -> assertThat(value).isIn("true", "false");
                default -> assertThat(value).isNotBlank();
              }
            });
  }

  /** The settings that a service has, with their types. */
  private static Map<String, String> types(String service) throws IOException {
    var types = new TreeMap<String, String>();
    for (var metadata : metadata(service)) {
      Manifests.items(metadata.path("properties"))
          .forEach(
              property ->
                  types.put(property.path("name").asText(), property.path("type").asText()));
    }
    return types;
  }

  /** A map's keys follow its name. */
  private static boolean isKnown(Set<String> known, String key) {
    return known.contains(key)
        || SISTERS.contains(key)
        || (key.contains(".")
            && Set.of("clinical.security.trusted", "clinical.identity.issuers")
                .contains(key.substring(0, key.lastIndexOf('.'))));
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void theServiceBindsThem(String service) throws Exception {
    var result = bind(service, Settings.text(rendered(), service, "lung"));

    assertThat(result.output())
        .startsWith("bound ")
        .contains("clinical.http ", "clinical.identity ", "clinical.security");
    assertThat(result.code()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"base-path, clinical.http.base-path", "discovery, clinical.security"})
  void aValueThatTheServiceRefusesFails(String key, String named) throws Exception {
    var spoilt =
        Settings.text(rendered(), "dicom-linker", "lung")
            .replaceFirst("(?m)^( *" + key + ": ).*$", "$1' '");

    var result = bind("dicom-linker", spoilt);

    assertThat(result.output()).contains(named);
    assertThat(result.code()).isNotZero();
  }

  private static Manifests rendered() {
    return Chart.DATA.launched();
  }

  private record Result(int code, String output) {}

  private Result bind(String service, String yaml) throws IOException, InterruptedException {
    var file = Files.writeString(folder.resolve("application.yaml"), yaml);
    var types = new LinkedHashSet<String>();
    for (var metadata : metadata(service)) {
      Manifests.items(metadata.path("groups"))
          .map(group -> group.path("type").asText())
          .filter(type -> type.startsWith("ai.kaapana."))
          .forEach(types::add);
    }
    var list = Files.write(folder.resolve("types"), types);
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target", "test-classes").toAbsolutePath() + ":" + classPath(service),
                BindSettings.class.getName(),
                file.toString(),
                list.toString())
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), output);
  }

  private static String classPath(String service) throws IOException {
    var target = ROOT.resolve(service).resolve("target").toAbsolutePath();
    return target.resolve("classes") + ":" + Files.readString(target.resolve("runtime.classpath"));
  }

  /** Of the service, of the parts that it shares with others, and of Spring Boot. */
  private static List<JsonNode> metadata(String service) throws IOException {
    var found = new ArrayList<JsonNode>();
    for (var entry : Arrays.stream(classPath(service).split(":")).map(Path::of).toList()) {
      if (entry.getFileName().toString().matches("classes|service-commons.*|spring-boot-.*")) {
        read(entry).forEach(found::add);
      }
    }
    return found;
  }

  private static Stream<JsonNode> read(Path entry) throws IOException {
    var json = JsonMapper.builder().build();
    if (Files.isDirectory(entry)) {
      var file = entry.resolve(METADATA);
      return Files.exists(file) ? Stream.of(json.readTree(file.toFile())) : Stream.empty();
    }
    try (var jar = new JarFile(entry.toFile())) {
      var part = jar.getEntry(METADATA);
      return part == null ? Stream.empty() : Stream.of(json.readTree(jar.getInputStream(part)));
    }
  }
}

package ai.kaapana.clinical.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/kaapana.md states is so. */
class KaapanaPageTest {

  private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
  private static final Path PAGE = ROOT.resolve("docs").resolve("kaapana.md");
  private static final Pattern TEST =
      Pattern.compile("`([A-Z][A-Za-z]+(?:Test|IT)|test_[a-z_]+)\\.([A-Za-z_]+)`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)]*)\\)");
  private static final Pattern QUANTITY = Pattern.compile("([0-9]+)(Mi|Gi)");

  @Test
  void everyPointOfTheChecklistHasAProofThatExists() throws IOException {
    var rows =
        section("checklist")
            .lines()
            .filter(line -> line.matches("\\| [0-9]+ \\|.*"))
            .map(line -> List.of(line.split("\\|")))
            .toList();

    assertThat(rows.stream().map(row -> Integer.parseInt(row.get(1).strip())))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
    var methods = testMethods();
    for (var row : rows) {
      var proofs = proofs(row.get(3));
      assertThat(proofs).as("point %s", row.get(1)).isNotEmpty();
      for (var proof : proofs) {
        if (TEST.matcher("`" + proof + "`").matches()) {
          assertThat(methods).as("point %s", row.get(1)).contains(proof);
        }
      }
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    var page = Files.readString(PAGE);
    var links = LINK.matcher(page).results().map(result -> result.group(1)).toList();

    assertThat(links)
        .isNotEmpty()
        .allSatisfy(
            link -> {
              var parts = link.split("#", 2);
              var target = parts[0].isEmpty() ? PAGE : PAGE.resolveSibling(parts[0]);
              assertThat(target).exists();
              if (parts.length == 2) {
                assertThat(anchors(target)).as(link).contains(parts[1]);
              }
            });
  }

  @Test
  void theSizingTableIsThatOfTheChart() throws IOException {
    var table =
        new StringBuilder("\n| projects | pods | memory reserved | memory at most | volumes |\n");
    table.append("|---:|---:|---:|---:|---:|\n");
    for (int projects : new int[] {1, 5, 20}) {
      table.append(
          "| %d | %d | %.1f GiB | %.1f GiB | %.0f GiB |%n"
              .formatted(
                  projects,
                  projects * Chart.DATA.launched().kinds("Deployment").count(),
                  projects * memory("requests"),
                  projects * memory("limits"),
                  projects * disk()));
    }
    table.append('\n');

    if (Boolean.getBoolean("approve")) {
      var page = Files.readString(PAGE);
      int from = page.indexOf(begin("reserved")) + begin("reserved").length();
      int to = page.indexOf(end("reserved"));
      Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
    }
    assertThat(section("reserved")).isEqualTo(table.toString());
  }

  @Test
  void theLaunchDialogIsDescribedAsItIs() throws IOException {
    var page = Files.readString(PAGE);
    var values = Manifests.yaml(Files.readString(Chart.DATA.path().resolve("values.yaml")));

    assertThat(values.path("extension_params").properties())
        .allSatisfy(
            parameter ->
                assertThat(page)
                    .contains(
                        "| %s | `%s` |"
                            .formatted(
                                parameter.getValue().path("definition").asText(),
                                parameter.getValue().path("default").asText())));
  }

  /** Each refusal of the chart begins with words that the page explains. */
  @Test
  void everyRefusalIsExplained() throws IOException {
    var page = Files.readString(PAGE);
    var refusals =
        Pattern.compile("fail \\(?(?:printf )?\"([A-Z][A-Za-z' ]{15})")
            .matcher(Files.readString(Chart.DATA.path().resolve("templates/_refusals.tpl")))
            .results()
            .map(result -> result.group(1))
            .collect(Collectors.toSet());

    assertThat(refusals).hasSize(5).allMatch(page::contains);
  }

  private static double memory(String kind) {
    return Chart.DATA
        .launched()
        .workloads()
        .flatMap(Manifests::containers)
        .mapToDouble(
            container -> gibibytes(container.path("resources").path(kind).path("memory").asText()))
        .sum();
  }

  private static double disk() {
    return Chart.DATA
        .launched()
        .kinds("PersistentVolumeClaim")
        .mapToDouble(volume -> gibibytes(volume.at("/spec/resources/requests/storage").asText()))
        .sum();
  }

  private static double gibibytes(String quantity) {
    var matcher = QUANTITY.matcher(quantity);
    assertThat(matcher.matches()).as(quantity).isTrue();
    double number = Double.parseDouble(matcher.group(1));
    return matcher.group(2).equals("Gi") ? number : number / 1024;
  }

  private static String section(String name) throws IOException {
    var page = Files.readString(PAGE);
    assertThat(page).contains(begin(name)).contains(end(name));
    return page.substring(
        page.indexOf(begin(name)) + begin(name).length(), page.indexOf(end(name)));
  }

  private static String begin(String name) {
    return "<!-- begin " + name + " -->\n";
  }

  private static String end(String name) {
    return "<!-- end " + name + " -->";
  }

  private static List<String> proofs(String cell) {
    var proofs = new ArrayList<String>();
    TEST.matcher(cell)
        .results()
        .forEach(result -> proofs.add(result.group(1) + "." + result.group(2)));
    LINK.matcher(cell).results().forEach(result -> proofs.add(result.group(1)));
    return proofs;
  }

  /** As the usual renderers of Markdown name headings. */
  private static Set<String> anchors(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceAll("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static Set<String> testMethods() throws IOException {
    var methods = new HashSet<String>();
    var named = Pattern.compile("void ([A-Za-z]+)\\(");
    for (var file : testSources().entrySet()) {
      named
          .matcher(file.getValue())
          .results()
          .forEach(result -> methods.add(file.getKey() + "." + result.group(1)));
    }
    methods.addAll(pythonTests());
    return methods;
  }

  private static Set<String> pythonTests() throws IOException {
    var named = Pattern.compile("(?m)^def (test_[a-z_]+)\\(");
    try (var files = Files.list(ROOT.resolve("workflows").resolve("tests"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("test_[a-z_]+\\.py"))
          .flatMap(
              file ->
                  named
                      .matcher(read(file))
                      .results()
                      .map(
                          result ->
                              file.getFileName().toString().replace(".py", ".") + result.group(1)))
          .collect(Collectors.toSet());
    }
  }

  private static Map<String, String> testSources() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .flatMap(KaapanaPageTest::javaFiles)
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  KaapanaPageTest::read,
                  (one, other) -> one + other));
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

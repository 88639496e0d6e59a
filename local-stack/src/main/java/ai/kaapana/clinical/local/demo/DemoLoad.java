package ai.kaapana.clinical.local.demo;

import ai.kaapana.clinical.local.Component;
import ai.kaapana.clinical.local.Stack;
import ai.kaapana.clinical.local.StackException;
import ai.kaapana.clinical.local.http.Answer;
import ai.kaapana.clinical.local.http.LocalHttp;
import ai.kaapana.clinical.local.postgres.Folders;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Loads the demo cohort through the services of a stack, as a user would, and asks for the joint
 * table.
 */
public final class DemoLoad {
  private static final String DATASET = "demo-cohort";
  private static final String PANELS = "https://kaapana.ai/fhir/clinical/sid/radiomics-panel";
  private static final Pattern MAPPED_DATASET =
      Pattern.compile("(?m)^\\s+dataset:\\s*[\"']?([^\\s\"'#]+)");
  private static final int NARROW = 80;

  private final Stack stack;
  private final Path cohort;
  private final PrintStream out;
  private final LocalHttp http;
  private final Jobs jobs;

  /**
   * @param cohort the folder {@code demo-cohort}
   * @param out gets progress and table
   */
  public DemoLoad(Stack stack, Path cohort, PrintStream out) {
    this.stack = stack;
    this.cohort = cohort;
    this.out = out;
    this.http = stack.http();
    this.jobs = new Jobs(http, out, stack::isComplete);
  }

  /**
   * Links, imports, ingests, and shows the joint table.
   *
   * @throws StackException if a service refuses or does not answer; the message says which one and
   *     why
   */
  public Summary run() {
    try {
      var effect = link().plus(imports()).plus(ingests());
      long rows = table();
      addresses();
      return new Summary(
          count("/Patient?_summary=count"),
          count("/ImagingStudy?_summary=count"),
          count(
              "/Observation?identifier="
                  + PANELS
                  + "%7C&status:not=entered-in-error&_summary=count"),
          rows,
          effect.written(),
          effect.unchanged());
    } catch (IOException e) {
      throw new StackException(
          "A service does not answer: " + e.getMessage() + " Logs are in " + stack.logs() + ".", e);
    }
  }

  /** Links every study of the PACS. */
  public Effect link() throws IOException {
    var api = stack.address(Component.DICOM_LINKER, "/linker/api/v1");
    return jobs.await(
        "link studies", api, http.postJson(URI.create(api + "/link"), "{}", "application/json"));
  }

  /** Imports the clinical sheet and the laboratory workbook. */
  public Effect imports() throws IOException {
    var clinical = cohort.resolve("clinical");
    return importTable(clinical.resolve("clinical.csv"), clinical.resolve("clinical.mapping.yaml"))
        .plus(
            importTable(
                clinical.resolve("laboratory.xlsx"), clinical.resolve("laboratory.mapping.yaml")));
  }

  private Effect importTable(Path table, Path mapping) throws IOException {
    var api = stack.address(Component.IMPORT_SERVICE, "/import/api/v1");
    var title = "import " + table.getFileName();
    var form =
        new Multipart()
            .file("file", table)
            .file("mapping", mapping)
            .field("dataset", dataset(mapping));
    var preview = http.post(URI.create(api + "/imports"), form.contentType(), form.publisher());
    if (!preview.isOk()) {
      throw new StackException(title + " was refused. " + preview.reason());
    }
    var id = preview.json().path("id").asText();
    var commit =
        http.postJson(URI.create(api + "/imports/" + id + "/commit"), "{}", "application/json");
    return jobs.await(title, api, commit);
  }

  private static String dataset(Path mapping) throws IOException {
    var matcher = MAPPED_DATASET.matcher(Files.readString(mapping));
    return matcher.find() ? matcher.group(1) : DATASET;
  }

  /** Ingests every file of radiomics results, with the parameters of its configuration. */
  public Effect ingests() throws IOException {
    var effect = Effect.NONE;
    for (var results : resultFiles()) {
      effect = effect.plus(ingest(results));
    }
    return effect;
  }

  private List<Path> resultFiles() throws IOException {
    try (Stream<Path> files = Files.list(cohort.resolve("radiomics"))) {
      return files.filter(file -> file.toString().matches(".*\\.(csv|json)")).sorted().toList();
    }
  }

  private Effect ingest(Path results) throws IOException {
    var api = stack.address(Component.RADIOMICS_ADAPTER, "/radiomics/api/v1");
    var configuration = results.getFileName().toString().split("[-.]", 2)[0];
    var form =
        new Multipart()
            .file("file", results)
            .file("parameters", results.resolveSibling(configuration + ".yaml"))
            .field("configurationName", configuration)
            .field("dataset", DATASET);
    var accepted = http.post(URI.create(api + "/ingests"), form.contentType(), form.publisher());
    return jobs.await("ingest " + results.getFileName(), api, accepted);
  }

  private long table() throws IOException {
    var request = Files.readString(cohort.resolve("joint-table.json"));
    var answer = http.postJson(URI.create(stack.fhir() + "/$joint-table"), request, "text/csv");
    if (!answer.isOk()) {
      throw new StackException("The joint table was refused. " + answer.reason());
    }
    var records = Csv.read(answer.body());
    long rows = Math.max(0, records.size() - 1);
    verify(answer, rows);
    var file = stack.data().resolve("joint-table.csv");
    Folders.writePrivate(file, answer.body());
    out.println();
    new TableText(records, width()).lines().forEach(out::println);
    out.println();
    out.printf(
        "demo: the whole table, %d rows of %d columns, is in %s%n",
        rows, records.getFirst().size(), file);
    return rows;
  }

  private static void verify(Answer answer, long rows) {
    var stated = answer.header("X-Row-Count").orElse("nothing");
    if (!stated.equals(Long.toString(rows))) {
      throw new StackException(
          "The joint table is not complete: it has %d rows, the server stated %s."
              .formatted(rows, stated));
    }
  }

  private static int width() {
    var columns = System.getenv().getOrDefault("COLUMNS", "");
    return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : NARROW;
  }

  private void addresses() throws IOException {
    var token = stack.data().resolve("token");
    Files.deleteIfExists(token);
    Folders.writePrivate(token, stack.token());
    out.println("demo: FHIR server  " + stack.fhir());
    out.println("demo: importer     " + stack.address(Component.IMPORT_SERVICE, "/import/api/v1"));
    out.println("demo: linker       " + stack.address(Component.DICOM_LINKER, "/linker/api/v1"));
    out.println(
        "demo: radiomics    " + stack.address(Component.RADIOMICS_ADAPTER, "/radiomics/api/v1"));
    out.println("demo: DICOMweb     " + stack.address(Component.PACS));
    out.println("demo: logs         " + stack.logs());
    out.printf(
        "demo: try          curl -H \"Authorization: Bearer $(cat %s)\" '%s/Patient?_count=1'%n",
        token, stack.fhir());
  }

  private long count(String query) throws IOException {
    var answer = http.get(URI.create(stack.fhir() + query), "application/fhir+json");
    if (!answer.isOk() || !answer.json().path("total").isNumber()) {
      throw new StackException("The FHIR server does not count: " + answer.reason());
    }
    return answer.json().path("total").asLong();
  }
}

package ai.kaapana.clinical.benchmarks;

import static ai.kaapana.clinical.local.Component.FHIR_SERVER;
import static ai.kaapana.clinical.local.Component.IMPORT_SERVICE;

import ai.kaapana.clinical.benchmarks.CpuMeter.Reading;
import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.local.Stack;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** CPU per resource of the import of a table against one request per resource, on one server. */
final class IngestBenchmark implements Benchmark {

  private static final int ROUNDS = 2;
  private static final int CLIENTS = 2;

  @Override
  public Report run(Settings settings) throws IOException {
    try (var stack = Stack.start(settings.freshStack().only(FHIR_SERVER, IMPORT_SERVICE))) {
      return new Run(stack, settings).report();
    }
  }

  /** What one way of writing cost. */
  private record Cost(long resources, Reading spent) {
    double perResource(String part) {
      return spent.of(part) / resources;
    }

    double store() {
      return spent.store() / resources;
    }
  }

  private static final class Run {

    private final Stack stack;
    private final Settings settings;
    private final CpuMeter meter;
    private final Rest member;
    private final Rest importer;
    private final Report report =
        new Report(
            "ingest",
            "path",
            "resources",
            "resources/s",
            "fhir-server JVM, ms",
            "its PostgreSQL backends, ms",
            "store together, ms",
            "import-service JVM, ms",
            "its PostgreSQL backends, ms");

    Run(Stack stack, Settings settings) {
      this.stack = stack;
      this.settings = settings;
      this.meter = new CpuMeter(stack, FHIR_SERVER, IMPORT_SERVICE);
      this.member = Rest.asMember(stack);
      this.importer = Rest.asService(stack, IMPORT_SERVICE);
    }

    Report report() throws IOException {
      var warmUp = settings.count("warm-up");
      imported("warm-up", Math.ceilDiv(warmUp, ClinicalTable.RESOURCES));
      var copies = copies("warm-up");
      singles(copies, "warm-up-singles", Math.ceilDiv(warmUp, 4));
      var ratios = new ArrayList<Double>();
      for (var round = 1; round <= ROUNDS; round++) {
        var a = imported("import-" + round, Math.ceilDiv(settings.count("patients"), ROUNDS));
        row("(a) import, round " + round, a);
        var b = singles(copies, "single-" + round, Math.ceilDiv(settings.count("singles"), ROUNDS));
        row("(b) one PUT each, round " + round, b);
        ratios.add(a.store() / b.store());
      }
      return report
          .row("**(a) / (b), median of the rounds**", "", "", "", "", Report.median(ratios), "", "")
          .note(
              "CPU milliseconds (user and system) per resource, read from /proc, after %d resources by"
                  + " import and %d by single requests on the same server; the rounds alternate. Ratios"
                  + " of the rounds: %s; goal: at most 0.45.",
              warmUp, Math.ceilDiv(warmUp, 4), ratios.stream().map(Report::text).toList());
    }

    private void row(String name, Cost cost) {
      report.row(
          name,
          cost.resources(),
          cost.resources() / cost.spent().seconds(),
          cost.perResource(FHIR_SERVER.id()),
          cost.perResource("fhir"),
          cost.store(),
          cost.perResource(IMPORT_SERVICE.id()),
          cost.perResource("importer"));
    }

    /** The real path: upload with preview, commit, job. */
    private Cost imported(String dataset, int patients) throws IOException {
      var table = new ClinicalTable(dataset, patients);
      var csv = table.write(stack.data().resolve("table.csv"));
      var mapping = table.writeMapping(stack.data().resolve("mapping.yaml"));
      var api = stack.address(IMPORT_SERVICE, "/import/api/v1");
      var before = meter.read();
      var preview = member.postTable(URI.create(api + "/imports"), csv, mapping, dataset);
      var commit = URI.create(api + "/imports/" + preview.path("id").asText() + "/commit");
      var accepted = member.post(commit, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
      var job = new JobWatch(member, meter).await(api, accepted);
      var spent = meter.read().since(before);
      var resources = job.path("resources").path("created").asLong();
      var expected = (long) patients * ClinicalTable.RESOURCES;
      // Library and ConceptMaps of the mapping may be counted; a patient that failed would be 120.
      if (Math.abs(resources - expected) > 20) {
        throw new IOException("%d resources were expected: %s".formatted(expected, job));
      }
      System.err.printf("  imported %d resources in %.0f s%n", resources, spent.seconds());
      return new Cost(resources, spent);
    }

    /** Everything of the first patient of a dataset, as the store has it. */
    private ResourceCopies copies(String dataset) throws IOException {
      var patientId = ClinicalTable.patientId(dataset, 0);
      var id = ResourceIds.patient(IdSpace.DEFAULT_PATIENT, patientId);
      var templates = new ArrayList<JsonNode>();
      templates.add(member.get(URI.create(stack.fhir() + "/Patient/" + id)));
      for (var type : List.of("Condition", "Observation")) {
        var query = "%s/%s?subject=Patient/%s&_count=500".formatted(stack.fhir(), type, id);
        member.get(URI.create(query)).path("entry").forEach(e -> templates.add(e.path("resource")));
      }
      if (templates.size() != ClinicalTable.RESOURCES) {
        throw new IOException("A patient has %d resources".formatted(templates.size()));
      }
      return new ResourceCopies(templates, dataset, patientId);
    }

    /** One request per resource, by clients that each write patients of their own. */
    private Cost singles(ResourceCopies copies, String dataset, int resources) throws IOException {
      var patients = Math.ceilDiv(resources, ClinicalTable.RESOURCES);
      var work = new ArrayList<Callable<Void>>();
      for (var client = 0; client < CLIENTS; client++) {
        var first = client;
        work.add(
            () -> {
              for (var patient = first; patient < patients; patient += CLIENTS) {
                for (var resource : copies.of(dataset, patient)) {
                  put(resource);
                }
              }
              return null;
            });
      }
      var before = meter.read();
      try (var executor = Executors.newFixedThreadPool(CLIENTS)) {
        for (var done : executor.invokeAll(work)) {
          done.get();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted", e);
      } catch (ExecutionException e) {
        throw new IOException(e.getCause());
      }
      var spent = meter.read().since(before);
      var written = (long) patients * ClinicalTable.RESOURCES;
      System.err.printf("  put %d resources in %.0f s%n", written, spent.seconds());
      return new Cost(written, spent);
    }

    private void put(ObjectNode resource) throws IOException {
      var path = resource.path("resourceType").asText() + "/" + resource.path("id").asText();
      importer.put(URI.create(stack.fhir() + "/" + path), Rest.JSON.writeValueAsBytes(resource));
    }
  }
}

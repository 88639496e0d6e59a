package ai.kaapana.clinical.benchmarks;

import static ai.kaapana.clinical.local.Component.DICOM_LINKER;
import static ai.kaapana.clinical.local.Component.FHIR_SERVER;
import static ai.kaapana.clinical.local.Component.IMPORT_SERVICE;
import static ai.kaapana.clinical.local.Component.RADIOMICS_ADAPTER;

import ai.kaapana.clinical.benchmarks.CpuMeter.Reading;
import ai.kaapana.clinical.local.Component;
import ai.kaapana.clinical.local.Stack;
import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/** Time and CPU of the joint table. */
final class TableBenchmark implements Benchmark {

  private static final int WARM_UP = 3;
  private static final int RUNS = 7;
  private static final int PACK = 50;
  private static final String REQUEST =
      """
      {"rows": "%s", "anchor": "imaging", "clinical": ["age", "tnm.T", "lab:718-7"],
       "radiomics": {"features": ["original_*"]}, "imaging": ["modality", "n_instances"]}
      """;

  @Override
  public Report run(Settings settings) throws IOException {
    try (var stack = Stack.start(settings.freshStack().only(FHIR_SERVER))) {
      return new Run(stack, settings).report();
    }
  }

  private record Run(Stack stack, Settings settings) {

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    Report report() throws IOException {
      var patients = settings.count("patients");
      var cohort = new SyntheticCohort(settings.count("features"));
      write(DICOM_LINKER, patients, cohort::imaging);
      write(RADIOMICS_ADAPTER, patients, cohort::radiomics);
      write(IMPORT_SERVICE, patients, cohort::clinical);
      var report =
          new Report(
              "table",
              "rows",
              "s",
              "slowest, s",
              "fhir-server JVM, ms",
              "its PostgreSQL backends, ms",
              "MB as CSV",
              "cold, s");
      row(report, "roi");
      row(report, "patient");
      return report.note(
          "Medians of %d requests after %d others, for %d patients with one segment and a panel of %d"
              + " features each, three clinical and two imaging columns. The last column is the first"
              + " request of its kind.",
          RUNS, WARM_UP, patients, settings.count("features"));
    }

    /** Writes with the key of the owner, as that service would. */
    private void write(Component owner, int patients, IntFunction<List<Resource>> resources)
        throws IOException {
      var rest = Rest.asService(stack, owner);
      for (var first = 0; first < patients; first += PACK) {
        var bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        for (var patient = first; patient < Math.min(patients, first + PACK); patient++) {
          for (var resource : resources.apply(patient)) {
            var url = resource.fhirType() + "/" + resource.getIdPart();
            bundle
                .addEntry()
                .setResource(resource)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.PUT)
                .setUrl(url);
          }
        }
        var body = FHIR.newJsonParser().encodeResourceToString(bundle);
        rest.post(stack.fhir(), Rest.FHIR_JSON, body.getBytes(StandardCharsets.UTF_8));
      }
    }

    private void row(Report report, String rows) throws IOException {
      var meter = new CpuMeter(stack, FHIR_SERVER);
      var samples = new ArrayList<Reading>();
      long bytes = 0;
      for (var i = 0; i < WARM_UP + RUNS; i++) {
        var before = meter.read();
        bytes = table(rows);
        samples.add(meter.read().since(before));
      }
      var warm = samples.subList(WARM_UP, samples.size());
      report.row(
          rows,
          median(warm, Reading::seconds),
          warm.stream().mapToDouble(Reading::seconds).max().orElseThrow(),
          median(warm, sample -> sample.of(FHIR_SERVER)),
          median(warm, sample -> sample.of("fhir")),
          bytes / 1e6,
          samples.getFirst().seconds());
    }

    /** Bytes of the table; it must have a row for every patient. */
    private long table(String rows) throws IOException {
      var body = REQUEST.formatted(rows).getBytes(StandardCharsets.UTF_8);
      var uri = URI.create(stack.fhir() + "/$joint-table");
      var answer = Rest.asMember(stack).send("POST", uri, "text/csv", "application/json", body);
      var stated = answer.headers().firstValue("X-Row-Count").orElse("");
      var lines = answer.body().lines().count() - 1;
      if (lines != settings.count("patients") || !stated.equals(Long.toString(lines))) {
        throw new IOException("The table has %d rows, stated %s".formatted(lines, stated));
      }
      return answer.body().length();
    }

    private static double median(List<Reading> samples, ToDoubleFunction<Reading> value) {
      return Report.median(samples.stream().map(s -> value.applyAsDouble(s)).toList());
    }
  }
}

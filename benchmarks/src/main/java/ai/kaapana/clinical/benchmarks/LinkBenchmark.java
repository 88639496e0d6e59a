package ai.kaapana.clinical.benchmarks;

import static ai.kaapana.clinical.local.Component.DICOM_LINKER;
import static ai.kaapana.clinical.local.Component.FHIR_SERVER;

import ai.kaapana.clinical.local.Stack;
import ai.kaapana.clinical.pacs.PacsDouble;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Links a generated archive, then again without any change. */
final class LinkBenchmark implements Benchmark {

  @Override
  public Report run(Settings settings) throws IOException {
    var studies = settings.count("studies");
    try (var pacs = PacsDouble.start(SyntheticStudies.archive(studies))) {
      var options =
          settings
              .freshStack()
              .only(FHIR_SERVER, DICOM_LINKER)
              .withSetting(DICOM_LINKER, "clinical.linker.pacs.name", "benchmark")
              .withSetting(
                  DICOM_LINKER, "clinical.linker.pacs.base-url", pacs.baseUri().toString());
      try (var stack = Stack.start(options)) {
        return new Run(stack, pacs, studies).report();
      }
    }
  }

  private record Run(Stack stack, PacsDouble pacs, int studies) {

    Report report() throws IOException {
      var report =
          new Report(
              "link",
              "run",
              "studies/s",
              "dicom-linker JVM, ms/study",
              "its PostgreSQL backends, ms/study",
              "store together, ms/study",
              "PACS requests/study",
              "resources written",
              "new versions in the store");
      link(report, "first");
      link(report, "again, nothing changed");
      link(report, "once more");
      return report.note(
          "%d studies, each with one CT series of three images and one SEG with two segments; CPU is user"
              + " and system time from /proc. The first run starts with cold JVMs. The PACS double runs"
              + " in the process of the benchmark and is not counted.",
          studies);
    }

    private void link(Report report, String name) throws IOException {
      var meter = new CpuMeter(stack, FHIR_SERVER, DICOM_LINKER);
      var member = Rest.asMember(stack);
      var api = stack.address(DICOM_LINKER, "/linker/api/v1");
      var versions = versions();
      pacs.forget();
      var before = meter.read();
      var body = "{}".getBytes(StandardCharsets.UTF_8);
      var accepted = member.post(URI.create(api + "/link"), "application/json", body);
      var job = new JobWatch(member, meter).await(api, accepted);
      var spent = meter.read().since(before);
      check(job);
      var resources = job.path("resources");
      report.row(
          name,
          studies / spent.seconds(),
          spent.of(DICOM_LINKER) / studies,
          spent.of("linker") / studies,
          spent.store() / studies,
          (double) pacs.count() / studies,
          resources.path("created").asLong() + resources.path("updated").asLong(),
          versions() - versions);
    }

    /** A rate is worth nothing if studies were left out. */
    private void check(JsonNode job) throws IOException {
      var units = job.path("units");
      var done =
          units.path("accepted").asLong()
              + units.path("unchanged").asLong()
              + units.path("skipped").asLong();
      if (done != studies) {
        throw new IOException("Not every study was linked: " + job);
      }
    }

    private long versions() throws IOException {
      try (var connection = stack.database("fhir").connect();
          var statement = connection.createStatement();
          var rows = statement.executeQuery("select count(*) from hfj_res_ver")) {
        rows.next();
        return rows.getLong(1);
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }
  }
}

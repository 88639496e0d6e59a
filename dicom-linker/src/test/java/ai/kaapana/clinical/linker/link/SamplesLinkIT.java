package ai.kaapana.clinical.linker.link;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.issue.Severity;
import ai.kaapana.clinical.linker.state.EdgeRow;
import ai.kaapana.clinical.pacs.Archive;
import ai.kaapana.clinical.pacs.PacsDouble;
import ai.kaapana.clinical.testing.FhirValidation;
import ai.kaapana.clinical.testing.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real DICOM objects; the expected edges were made from the same files without this software. */
@Tag("samples")
class SamplesLinkIT {

  @Test
  void linksEverySampleWithTheEdgesThatItsFilesName() throws IOException {
    try (var bench = new Bench(PacsDouble.start(Samples.path("dicom")))) {
      var job = bench.linkAll();
      assertThat(job.units.in()).isEqualTo(34);
      assertThat(job.units.accepted()).isEqualTo(34);
      assertThat(bench.queries.overview().patients()).isEqualTo(28);
      assertThat(edges(bench)).containsExactlyInAnyOrderElementsOf(expected("all"));
      assertThat(errors(bench)).isZero();
      bench.store.all(ImagingStudy.class).forEach(FhirValidation::assertValid);
      bench.store.all(BodyStructure.class).forEach(FhirValidation::assertValid);
      bench.store.all(Patient.class).forEach(FhirValidation::assertValid);
      long versions = bench.store.versions();
      assertThat(bench.linkAll().units.skipped()).isEqualTo(34);
      assertThat(bench.relink().units.unchanged()).isEqualTo(34);
      assertThat(bench.store.versions()).isEqualTo(versions);
    }
  }

  /** Three files hold versions of one structure set; an archive keeps the last one that it gets. */
  @ParameterizedTest
  @ValueSource(strings = {"dummy_rt", "invalid_reference_rt"})
  void linksEachVersionOfAStructureSet(String file) throws IOException {
    var archive = new Archive();
    var folder = Samples.path("dicom/ct-rtstruct");
    for (var name : List.of("ct_1", "ct_2", "rt", file)) {
      archive.add(Archive.readFile(folder.resolve(name + ".dcm")));
    }
    try (var bench = new Bench(PacsDouble.start(archive))) {
      assertThat(bench.linkAll().units.accepted()).isEqualTo(1);
      assertThat(edges(bench)).containsExactlyInAnyOrderElementsOf(expected(file));
    }
  }

  private static long errors(Bench bench) {
    return bench
        .jdbc
        .sql("select count(*) from finding where severity = ?")
        .params(Severity.ERROR.name().toLowerCase(Locale.ROOT))
        .query(Long.class)
        .single();
  }

  static List<String> edges(Bench bench) {
    return bench.queries.edges(null, null, 1_000, 0).stream().map(SamplesLinkIT::line).toList();
  }

  private static String line(EdgeRow edge) {
    var target =
        edge.targetSeries() == null ? "instance:" + edge.targetInstance() : edge.targetSeries();
    return edge.sourceInstance() + "\t" + target + "\t" + (edge.resolved() ? "resolved" : "open");
  }

  static List<String> expected(String archive) throws IOException {
    try (var file =
        Objects.requireNonNull(SamplesLinkIT.class.getResourceAsStream("/samples/edges.tsv"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(archive + "\t"))
          .map(line -> line.substring(line.indexOf('\t') + 1))
          .toList();
    }
  }
}

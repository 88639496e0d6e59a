package ai.kaapana.clinical.linker.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.linker.state.StudyStatus;
import ai.kaapana.clinical.pacs.Archive;
import ai.kaapana.clinical.pacs.Fault;
import ai.kaapana.clinical.pacs.FaultRule;
import ai.kaapana.clinical.pacs.PacsDouble;
import ai.kaapana.clinical.pacs.RequestKind;
import ai.kaapana.clinical.service.job.JobOutcome;
import ai.kaapana.clinical.service.job.UnitBalance;
import ai.kaapana.clinical.service.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What link jobs do with studies, the PACS and the store. */
class LinkIT {

  private static final String SEGMENTED =
      "https://kaapana.ai/fhir/clinical/StructureDefinition/segmented-series";

  private final List<AutoCloseable> open = new ArrayList<>();

  private Bench bench(Archive archive) throws IOException {
    return bench(archive, MissingPatientId.QUARANTINE);
  }

  private Bench bench(Archive archive, MissingPatientId missing) throws IOException {
    var bench = new Bench(PacsDouble.start(archive), missing);
    open.add(bench);
    return bench;
  }

  @AfterEach
  void close() throws Exception {
    for (var one : open) {
      one.close();
    }
  }

  private static UnitBalance units(
      long accepted, long unchanged, long skipped, long waiting, long rejected) {
    return new UnitBalance(
        accepted + unchanged + skipped + waiting + rejected,
        accepted,
        unchanged,
        skipped,
        waiting,
        rejected);
  }

  @Nested
  class WholePacs {

    @Test
    void linksEveryStudyOnce() throws IOException {
      var bench = bench(TestStudies.archive(5)).chunk(2);
      var job = bench.linkAll();
      assertThat(job.units).isEqualTo(units(5, 0, 0, 0, 0));
      assertThat(job.resources.balances()).isTrue();
      assertThat(job.done).isEqualTo(5);
      assertThat(job.phases).containsExactly("list", "link");
      assertThat(bench.store.all(ImagingStudy.class)).hasSize(5);
      assertThat(bench.store.all(BodyStructure.class)).hasSize(5);
      assertThat(bench.store.all(Patient.class)).hasSize(3);
      assertThat(bench.store.all(Endpoint.class)).hasSize(1);
      // 5 studies, 5 segments, 3 patients, an endpoint, a scanner
      assertThat(job.resources.created()).isEqualTo(15);
    }

    @Test
    void leavesUnchangedStudiesAlone() throws IOException {
      var bench = bench(TestStudies.archive(5));
      var first = bench.linkAll();
      long versions = bench.store.versions();
      int units = bench.store.units;
      bench.pacs.forget();
      var second = bench.linkAll();
      assertThat(second.units).isEqualTo(units(0, 0, 5, 0, 0));
      assertThat(second.resources.mapped()).isEqualTo(first.resources.mapped());
      assertThat(second.resources.unchanged()).isEqualTo(first.resources.mapped());
      assertThat(bench.store.units).isEqualTo(units);
      assertThat(bench.store.versions()).isEqualTo(versions);
      assertThat(bench.pacs.count(RequestKind.INSTANCES)).isZero();
      assertThat(bench.pacs.count(RequestKind.INSTANCE_METADATA)).isZero();
      assertThat(bench.pacs.count(RequestKind.SERIES)).isEqualTo(5);
    }

    @Test
    void readsAllAgainWhenForcedAndWritesNothingNew() throws IOException {
      var bench = bench(TestStudies.archive(3));
      bench.linkAll();
      long versions = bench.store.versions();
      var forced = bench.relink();
      assertThat(forced.units).isEqualTo(units(0, 3, 0, 0, 0));
      assertThat(bench.store.versions()).isEqualTo(versions);
    }

    @Test
    void linksOnlyWhatHasChanged() throws IOException {
      var archive = TestStudies.archive(4);
      var bench = bench(archive);
      bench.linkAll();
      archive.add(TestStudies.image("1.9.2", "1.9.2.1", "1.9.2.1.3", "P1").attributes());
      var job = bench.linkAll();
      assertThat(job.units).isEqualTo(units(1, 0, 3, 0, 0));
      var study = bench.store.read(ImagingStudy.class, ResourceIds.study("1.9.2")).orElseThrow();
      assertThat(study.getNumberOfInstances()).isEqualTo(4);
    }

    @Test
    void goesOnAfterAKillInMidRunAndEndsAsIfNothingHadHappened() throws IOException {
      var undisturbed = bench(TestStudies.archive(9)).chunk(2);
      undisturbed.linkAll();
      for (int killedAt = 1; killedAt <= 9; killedAt++) {
        var bench = bench(TestStudies.archive(9)).chunk(2);
        var left = new AtomicInteger(killedAt);
        bench.store.interrupt(unit -> left.decrementAndGet() == 0);
        assertThatThrownBy(bench::linkAll).hasMessage("interrupted");
        bench.store.interrupt(unit -> false);
        var resumed = bench.chunk(3).linkAll();
        assertThat(resumed.units.in()).isEqualTo(9);
        assertThat(resumed.units.rejected()).isZero();
        assertThat(bench.store.content()).isEqualTo(undisturbed.store.content());
      }
    }

    @Test
    void marksSegmentsThatAreGoneAsInactive() throws IOException {
      var archive = TestStudies.archive(1);
      var bench = bench(archive);
      bench.linkAll();
      archive.removeSeries("1.9.1", "1.9.1.2");
      archive.add(
          TestStudies.segmentation("1.9.1", "1.9.1.3", "1.9.1.3.1", "P1", "1.9.1.1").attributes());
      bench.linkAll();
      assertThat(bench.store.all(BodyStructure.class))
          .extracting(BodyStructure::getActive)
          .containsExactlyInAnyOrder(true, false);
      assertThat(bench.linkAll().units).isEqualTo(units(0, 0, 1, 0, 0));
    }
  }

  @Nested
  class Identity {

    @Test
    void putsAStudyWithoutPatientIdIntoQuarantine() throws IOException {
      var archive = TestStudies.archive(1);
      TestStudies.add(archive, "1.8.1", "");
      var bench = bench(archive);
      assertThat(bench.linkAll().units).isEqualTo(units(1, 0, 0, 0, 1));
      assertThat(bench.queries.quarantine(10, 0))
          .singleElement()
          .satisfies(entry -> assertThat(entry.code()).isEqualTo("patient/id-missing"));
      assertThat(bench.linkAll().units).isEqualTo(units(0, 0, 1, 0, 1));
    }

    @Test
    void givesSuchAStudyAPatientOfItsOwnWhereThatIsThePolicy() throws IOException {
      var archive = new Archive();
      TestStudies.add(archive, "1.8.1", "");
      TestStudies.add(archive, "1.8.2", "");
      var bench = bench(archive, MissingPatientId.PLACEHOLDER_PER_STUDY);
      assertThat(bench.linkAll().units).isEqualTo(units(2, 0, 0, 0, 0));
      assertThat(bench.store.all(Patient.class)).hasSize(2);
    }

    @Test
    void leavesSuchAStudyOutWhereThatIsThePolicy() throws IOException {
      var archive = new Archive();
      TestStudies.add(archive, "1.8.1", "");
      var bench = bench(archive, MissingPatientId.SKIP);
      assertThat(bench.linkAll().units).isEqualTo(units(0, 0, 1, 0, 0));
      assertThat(bench.store.all(ImagingStudy.class)).isEmpty();
    }

    @Test
    void neverMovesAStudyToAnotherPatientUnasked() throws IOException {
      var archive = TestStudies.archive(1);
      var bench = bench(archive);
      bench.linkAll();
      archive.removeStudy("1.9.1");
      TestStudies.add(archive, "1.9.1", "OTHER");
      assertThat(bench.linkAll().units).isEqualTo(units(0, 0, 0, 0, 1));
      assertThat(bench.queries.quarantine(10, 0).get(0).code()).isEqualTo("patient/changed");
      assertThat(bench.link("1.9.1", true, false).units).isEqualTo(units(0, 0, 0, 0, 1));
      var job = bench.link("1.9.1", true, true);
      assertThat(job.units).isEqualTo(units(1, 0, 0, 0, 0));
      assertThat(bench.queries.quarantine(10, 0)).isEmpty();
      var study = bench.store.read(ImagingStudy.class, ResourceIds.study("1.9.1")).orElseThrow();
      assertThat(study.getSubject().getReference())
          .isEqualTo("Patient/" + ResourceIds.patient(Bench.RULES.patientSystem(), "OTHER"));
    }

    @Test
    void putsTheSecondStudyWithTheSameSeriesIntoQuarantine() throws IOException {
      var archive = new Archive();
      archive.add(TestStudies.image("1.9.1", "1.7.1", "1.9.1.1", "P").attributes());
      archive.add(TestStudies.image("1.9.2", "1.7.1", "1.9.2.1", "P").attributes());
      var bench = bench(archive);
      assertThat(bench.linkAll().units).isEqualTo(units(1, 0, 0, 0, 1));
      assertThat(bench.queries.study("1.9.1").orElseThrow().status()).isEqualTo(StudyStatus.LINKED);
      assertThat(bench.queries.quarantine(10, 0).get(0).code()).isEqualTo("series/in-two-studies");
    }

    @Test
    void statesThePatientOfTheNewestStudyInEveryOrderOfArrival() throws IOException {
      var expected = linkedInOrder(List.of(1, 2, 3, 4));
      for (int seed = 0; seed < 4; seed++) {
        var order = new ArrayList<>(List.of(1, 2, 3, 4));
        Collections.shuffle(order, new Random(seed));
        assertThat(linkedInOrder(order)).isEqualTo(expected);
      }
      assertThat(expected).contains("\"family\":\"Name3\"");
    }

    /** Study 3 is the newest. */
    private String linkedInOrder(List<Integer> order) throws IOException {
      var archive = new Archive();
      var bench = bench(archive);
      for (int i : order) {
        var uid = "1.9." + i;
        archive.add(
            TestStudies.image(uid, uid + ".1", uid + ".1.1", "P")
                .name("Name" + i)
                .text("00080020", "DA", "2024010" + List.of(0, 2, 1, 9, 3).get(i))
                .attributes());
        bench.linkAll();
      }
      return bench.store.content().entrySet().stream()
          .filter(entry -> entry.getKey().startsWith("Patient/"))
          .map(entry -> entry.getValue().replaceFirst("v\\d+ ", ""))
          .findFirst()
          .orElseThrow();
    }
  }

  @Nested
  class Edges {

    @Test
    void resolvesAReferenceWhenItsSeriesArrives() throws IOException {
      var archive = new Archive();
      archive.add(
          TestStudies.segmentation("1.1.1", "1.1.1.2", "1.1.1.2.1", "P", "1.2.2.1").attributes());
      var bench = bench(archive);
      bench.linkAll();
      assertThat(bench.queries.overview().unresolvedEdges()).isEqualTo(1);
      assertThat(segment(bench).getExtensionsByUrl(SEGMENTED)).isEmpty();
      archive.add(TestStudies.image("1.2.2", "1.2.2.1", "1.2.2.1.1", "P").attributes());
      var job = bench.linkAll();
      assertThat(job.phases).containsExactly("list", "link", "resolve");
      assertThat(job.units).isEqualTo(units(2, 0, 0, 0, 0));
      assertThat(job.resources.balances()).isTrue();
      assertThat(bench.queries.overview().unresolvedEdges()).isZero();
      assertThat(segment(bench).getExtensionsByUrl(SEGMENTED)).hasSize(1);
    }

    @Test
    void findsTheSeriesOfAnInstanceThatWasNamedAlone() throws IOException {
      var archive = new Archive();
      archive.add(
          TestStudies.structureSet("1.3.1", "1.3.1.2", "1.3.1.2.1", "P", "1.4.1.1.1").attributes());
      var bench = bench(archive);
      bench.linkAll();
      archive.add(TestStudies.image("1.4.1", "1.4.1.1", "1.4.1.1.1", "P").attributes());
      bench.linkAll();
      assertThat(bench.queries.overview().unresolvedEdges()).isZero();
      assertThat(segment(bench).getExtensionsByUrl(SEGMENTED)).hasSize(1);
      assertThat(bench.relink().units.accepted()).isZero();
    }

    private static BodyStructure segment(Bench bench) {
      return bench.store.all(BodyStructure.class).get(0);
    }
  }

  @Nested
  class Faults {

    @Test
    void waitsWhereThePacsIsDown() throws IOException {
      var bench = bench(TestStudies.archive(2));
      bench.pacs.script(FaultRule.always(request -> true, Fault.status(503)));
      var job = new RecordingJob(new LinkRequest(null, false, false));
      assertThat(bench.outcome(LinkJob.LINK_ALL, job)).isInstanceOf(JobOutcome.Waiting.class);
      assertThat(bench.queries.quarantine(10, 0)).isEmpty();
      bench.pacs.heal();
      assertThat(bench.linkAll().units).isEqualTo(units(2, 0, 0, 0, 0));
    }

    @Test
    void waitsWhereThePacsHangsInMidRunAndKeepsWhatIsDone() throws IOException {
      var bench =
          new Bench(
                  PacsDouble.start(TestStudies.archive(6)),
                  MissingPatientId.QUARANTINE,
                  Duration.ofSeconds(6))
              .chunk(2);
      open.add(bench);
      bench.pacs.script(
          FaultRule.always(
              request -> "1.9.5".equals(request.studyUid()),
              Fault.delayed(Duration.ofSeconds(60))));
      var job = new RecordingJob(new LinkRequest(null, false, false));
      assertThat(bench.outcome(LinkJob.LINK_ALL, job)).isInstanceOf(JobOutcome.Waiting.class);
      assertThat(bench.queries.overview().linked()).isEqualTo(4);
      bench.pacs.heal();
      assertThat(bench.linkAll().units).isEqualTo(units(2, 0, 4, 0, 0));
    }

    @Test
    void putsAStudyOnWhichThePacsFailsIntoQuarantineAndGoesOn() throws IOException {
      var bench = bench(TestStudies.archive(4));
      bench.pacs.script(
          FaultRule.always(
              request ->
                  request.kind() == RequestKind.INSTANCE_METADATA
                      && "1.9.2".equals(request.studyUid()),
              Fault.answer(200, "{\"errorMessage\":\"no\"}")));
      assertThat(bench.linkAll().units).isEqualTo(units(3, 0, 0, 0, 1));
      var entry = bench.queries.quarantine(10, 0).get(0);
      assertThat(entry.code()).isEqualTo("pacs/malformed");
      bench.pacs.heal();
      assertThat(bench.linkAll().units).isEqualTo(units(1, 0, 3, 0, 0));
      assertThat(bench.queries.quarantine(10, 0)).isEmpty();
    }

    @Test
    void waitsWhereThePacsFailsOnOneStudyAfterAnother() throws IOException {
      var bench = bench(TestStudies.archive(12));
      bench.pacs.script(
          FaultRule.always(
              request -> request.kind() == RequestKind.SERIES, Fault.answer(500, "[]")));
      var job = new RecordingJob(new LinkRequest(null, false, false));
      assertThat(bench.outcome(LinkJob.LINK_ALL, job)).isInstanceOf(JobOutcome.Waiting.class);
      assertThat(bench.queries.quarantine(10, 0)).isEmpty();
    }

    @Test
    void letsNoOtherStudySufferForOneThatTheStoreRefuses() throws IOException {
      var bench = bench(TestStudies.archive(4));
      bench.store.refuse(unit -> unit.key().equals("1.9.3"));
      var job = bench.linkAll();
      assertThat(job.units).isEqualTo(units(3, 0, 0, 0, 1));
      assertThat(job.resources.balances()).isTrue();
      assertThat(bench.queries.quarantine(10, 0).get(0).code()).isEqualTo("fhir/rejected");
      bench.store.refuse(unit -> false);
      assertThat(bench.link("1.9.3", true, false).units).isEqualTo(units(1, 0, 0, 0, 0));
    }

    @Test
    void takesATruncatedAnswerAgainAndLosesNothing() throws IOException {
      var bench = bench(TestStudies.archive(3));
      bench.pacs.script(
          FaultRule.times(4, request -> request.kind().isQuery(), Fault.truncated(30)));
      assertThat(bench.linkAll().units).isEqualTo(units(3, 0, 0, 0, 0));
    }

    @Test
    void failsOnAStudyThatThePacsDoesNotKnow() throws IOException {
      var bench = bench(TestStudies.archive(1));
      assertThatThrownBy(() -> bench.link("1.77.1", false, false))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("study/not-found");
    }
  }

  @Test
  void countsEveryStudyOfALargePacsOnce() throws IOException {
    var archive = new Archive();
    IntStream.rangeClosed(1, 250)
        .forEach(
            i ->
                archive.add(
                    TestStudies.image("1.9." + i, "1.9." + i + ".1", "1.9." + i + ".1.1", "P" + i)
                        .attributes()));
    var bench = bench(archive);
    assertThat(bench.linkAll().units).isEqualTo(units(250, 0, 0, 0, 0));
  }
}

package ai.kaapana.clinical.server.analytics.store;

import static ai.kaapana.clinical.server.analytics.store.Resources.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.server.analytics.model.ConfigurationRef;
import ai.kaapana.clinical.server.analytics.model.FactRecord;
import ai.kaapana.clinical.server.analytics.model.Moment;
import ai.kaapana.clinical.server.analytics.model.PanelRecord;
import ai.kaapana.clinical.server.analytics.model.RoiKey;
import ai.kaapana.clinical.server.analytics.model.SegmentRecord;
import ai.kaapana.clinical.server.analytics.model.Selection;
import ai.kaapana.clinical.server.analytics.model.SeriesKey;
import ai.kaapana.clinical.server.analytics.model.SeriesRecord;
import ai.kaapana.clinical.server.analytics.model.StoreView;
import ai.kaapana.clinical.server.analytics.model.StudyRecord;
import ai.kaapana.clinical.server.analytics.model.SurvivalRecord;
import ai.kaapana.clinical.server.analytics.model.TimeAxis;
import ai.kaapana.clinical.server.analytics.model.Value;
import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudyStatus;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ViewReaderTest {

  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final String P1 = ResourceIds.patient(SYSTEM, "P1");
  private static final SeriesKey CT = new SeriesKey("1.2.3", "1.2.3.1");
  private static final ConfigurationRef CONFIGURATION =
      new ConfigurationRef(Resources.HASH, "default", null);

  /** Resources as HAPI keeps them: encoded without id and meta. */
  private record Kept(List<Resource> resources) implements Snapshot {

    @Override
    public Instant takenAt() {
      return Instant.EPOCH;
    }

    @Override
    public void forEach(String type, Sink sink) {
      var parser = FHIR.newJsonParser();
      parser.setDontEncodeElements(Set.of("*.id", "*.meta"));
      for (var resource : resources) {
        if (resource.fhirType().equals(type)) {
          try {
            var json = parser.encodeResourceToString(resource);
            sink.accept(new StoredResource(resource.getIdElement().getIdPart(), json));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
    }
  }

  private static StoreView read(Selection selection, Resource... resources) {
    return new ViewReader(List.of(SYSTEM)).read(new Kept(List.of(resources)), selection);
  }

  private static StoreView all() {
    return read(Selection.ALL, Resources.all().toArray(new Resource[0]));
  }

  @Nested
  class Live {

    @Test
    void patientsHaveTheirPatientId() {
      assertThat(all().patients()).extracting("patientId").containsExactly("P1", "P2");
    }

    @Test
    void studiesHaveSeriesWithScannerAndGeometry() {
      assertThat(all().studies())
          .containsExactly(
              new StudyRecord(
                  P1,
                  "1.2.3",
                  Moment.parse("2020-01-02T23:30:00-05:00").orElseThrow(),
                  TimeAxis.REAL,
                  List.of(
                      new SeriesRecord(
                          "1.2.3.1", "CT", null, "Acme", "Sharp", 2.5, 0.976562, 0.976562, "CHEST",
                          20),
                      new SeriesRecord(
                          "1.2.3.2", "SEG", null, null, null, null, null, null, null, null))));
    }

    @Test
    void segmentsNameTheirImageSeries() {
      assertThat(all().segments().getFirst())
          .isEqualTo(
              new SegmentRecord(
                  P1, "1.2.3.2.1", 1, "Tumour", "Reader^One", "20200102", "1412", List.of(CT)));
    }

    @Test
    void panelsKeepEveryDouble() {
      var panel = all().panels().getFirst();

      assertThat(panel.roi()).isEqualTo(new RoiKey(CT, "1.2.3.2.1", 1));
      assertThat(panel.configuration()).isEqualTo(CONFIGURATION);
      assertThat(panel.values()).containsExactly(1234.567890123457, Double.NaN, 1e-7, -0.1);
      assertThat(panel.features().unit("original_f0")).isEqualTo("mm3");
    }

    @Test
    void aFailedPanelHasNoFeatures() {
      assertThat(all().panels().get(1).features().stored()).isEmpty();
    }

    @Test
    void aPanelWithoutALinkHasItsLabel() {
      assertThat(all().panels().getLast())
          .returns(null, PanelRecord::roi)
          .returns("Old", PanelRecord::label);
    }

    @Test
    void promotedFeaturesAreReadPast() {
      assertThat(all().panels()).hasSize(3);
      assertThat(all().concepts()).noneMatch(concept -> concept.contains("original"));
    }

    @Test
    void factsHaveConceptValueAndDay() {
      var view = all();

      assertThat(view.facts("lab:718-7"))
          .extracting(FactRecord::value)
          .containsExactly(new Value.Quantity(13.5, "g/dL"), new Value.Quantity(12, "g/dL"));
      assertThat(view.facts("tnm.group").getFirst().value())
          .isEqualTo(new Value.Coded("IIIA", "3a"));
      assertThat(view.facts("diagnosis.age").getFirst().value())
          .isEqualTo(new Value.Quantity(64.5, "a"));
      assertThat(view.facts("diagnosis.morphology").getFirst().value())
          .isEqualTo(new Value.Coded("8070/3", null));
      assertThat(view.facts("diagnosis").getFirst().value())
          .isEqualTo(new Value.Coded("C34.9", "lung"));
      assertThat(view.facts("patient.gender")).hasSize(2);
      assertThat(view.survival())
          .containsExactly(new SurvivalRecord(P1, "overall", 365, "d", true));
    }

    @Test
    void theLastContactIsTheLatestDayOfAnything() {
      assertThat(all().lastContact().get(P1).when())
          .isEqualTo(Moment.parse("2020-03-01").orElseThrow());
    }
  }

  @Nested
  class Selected {

    private final StoreView view =
        read(
            new Selection("original_f2"::equals, "tnm.group"::equals),
            Resources.all().toArray(new Resource[0]));

    @Test
    void onlyWantedFeaturesAreKeptButAllNamesAreKnown() {
      assertThat(view.panels().getFirst().values()).containsExactly(1e-7);
      assertThat(view.panels().getFirst().features().stored())
          .containsExactly("original_f0", "original_f1", "original_f2", "original_f3");
    }

    @Test
    void onlyWantedConceptsAreKeptButAllNamesAreKnown() {
      assertThat(view.facts("lab:718-7")).isEmpty();
      assertThat(view.facts("tnm.group")).hasSize(1);
      assertThat(view.concepts()).contains("lab:718-7", "diagnosis.age");
    }
  }

  @Nested
  class NotLive {

    @Test
    void anInactivePatientTakesEverythingAlong() {
      var patient = Resources.patient("P1").setActive(false);

      var view =
          read(
              Selection.ALL,
              patient,
              Resources.study("P1", "1.2.3", "2020-01-01"),
              Resources.stage("P1", "I", "1"));

      assertThat(view.patients()).isEmpty();
      assertThat(view.studies()).isEmpty();
      assertThat(view.facts("tnm.group")).isEmpty();
    }

    @Test
    void whatWasEnteredInErrorIsIgnored() {
      var study = Resources.study("P1", "1.2.3", "2020-01-01");
      study.setStatus(ImagingStudyStatus.ENTEREDINERROR);
      var panel = Resources.panel("P1", "1.2.3", 1, "1");
      panel.setStatus(ObservationStatus.ENTEREDINERROR);
      var stage = Resources.stage("P1", "I", "1");
      stage.setStatus(ObservationStatus.ENTEREDINERROR);
      var condition = Resources.condition("P1", "60");
      condition.getVerificationStatus().addCoding().setCode("entered-in-error");

      var view = read(Selection.ALL, Resources.patient("P1"), study, panel, stage, condition);

      assertThat(view.studies()).isEmpty();
      assertThat(view.panels()).isEmpty();
      assertThat(view.concepts()).containsExactly("patient.gender");
    }

    @Test
    void anInactiveSegmentIsIgnored() {
      var segment = Resources.segment("P1", "1.2.3", 1, "Tumour").setActive(false);

      assertThat(read(Selection.ALL, Resources.patient("P1"), segment).segments()).isEmpty();
    }
  }

  @Nested
  class Special {

    @Test
    void aBoundIsKeptAsText() {
      var laboratory = Resources.laboratory("P1", "2020-01-01", "5");
      laboratory.getValueQuantity().setComparator(QuantityComparator.LESS_THAN);

      assertThat(read(Selection.ALL, Resources.patient("P1"), laboratory).facts("lab:718-7"))
          .extracting(FactRecord::value)
          .containsExactly(new Value.Text("<5"));
    }

    @Test
    void whatHasOnlyATextHasNoCode() {
      var stage = Resources.stage("P1", "x", "5");
      stage.setValue(new CodeableConcept().setText("5"));

      assertThat(read(Selection.ALL, Resources.patient("P1"), stage).facts("tnm.group"))
          .extracting(FactRecord::value)
          .containsExactly(new Value.Coded(null, "5"));
    }

    @Test
    void theTimeAxisIsTheDeclaredOneOrWhatDicomSays() {
      assertThat(axis("declared", "event")).isEqualTo(new TimeAxis("event"));
      assertThat(axis("modified", "MODIFIED")).isEqualTo(new TimeAxis("shifted"));
      assertThat(axis("modified", "UNMODIFIED")).isEqualTo(TimeAxis.REAL);
    }

    private static TimeAxis axis(String part, String value) {
      var study = Resources.study("P1", "1.2.3", "2020-01-01");
      var axis = new Extension(Clinical.extension("time-axis"));
      axis.addExtension(part, new CodeType(value));
      study.addExtension(axis);
      return read(Selection.ALL, Resources.patient("P1"), study).studies().getFirst().axis();
    }

    @Test
    void deathHasADayOnlyIfOneIsKnown() {
      var known = Resources.patient("P1").setDeceased(new DateTimeType("2020-05-01"));
      var unknown = Resources.patient("P2");
      unknown.setDeceased(new BooleanType(true));

      var patients = read(Selection.ALL, known, unknown).patients();

      assertThat(patients).extracting("deceased").containsExactly(true, true);
      assertThat(patients.getFirst().died()).isNotNull();
      assertThat(patients.getLast().died()).isNull();
    }

    @Test
    void ofSeveralPatientIdsTheOneOfTheResourceIdCounts() {
      var patient = Resources.patient("P1");
      patient.getIdentifier().addFirst(patient.getIdentifierFirstRep().copy().setValue("OTHER"));

      assertThat(read(Selection.ALL, patient).patients())
          .extracting("patientId")
          .containsExactly("P1");
    }

    @Test
    void aConditionMayStateItsDayBesideTheAge() {
      var condition = Resources.condition("P1", "60");
      condition.addExtension(Urls.ASSERTED_DATE, new DateType("2019-12-24"));

      assertThat(read(Selection.ALL, Resources.patient("P1"), condition).facts("diagnosis"))
          .extracting(FactRecord::when)
          .containsExactly(Moment.parse("2019-12-24").orElseThrow());
    }

    @Test
    void componentsOfAToolWithoutOurCodingAreNoFeatures() {
      var panel = Resources.panel("P1", "1.2.3", 1, "1");
      panel.addComponent().getCode().addCoding(new Coding("http://other", "x", null));

      assertThat(read(Selection.ALL, Resources.patient("P1"), panel).panels().getFirst().features())
          .extracting("stored")
          .isEqualTo(List.of("original_f0"));
    }
  }
}

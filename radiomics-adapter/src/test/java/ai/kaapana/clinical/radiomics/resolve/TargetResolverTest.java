package ai.kaapana.clinical.radiomics.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.radiomics.Images;
import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.mapping.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TargetResolverTest {

  private static final Map<String, String> FULL =
      Map.of(
          "PatientID", "P",
          "StudyInstanceUID", "1.1",
          "ImageSeriesUID", "1.1.1",
          "SegSOPInstanceUID", "1.1.9",
          "SegmentNumber", "2");

  private static final Resource[] STORED = {
    Images.patient("P"),
    Images.study("P", "1.1", "1.1.1", "1.1.2"),
    Images.study("P", "1.2", "1.2.1"),
    Images.on(Images.segment("P", "1.1.9", "1.1.8", 2, "Tumour"), "1.1.1", "1.1")
  };

  private static Resolution resolve(
      Map<String, String> row, boolean acceptUnlinked, Resource... stored) {
    return resolve(row, acceptUnlinked, null, stored);
  }

  private static Resolution resolve(
      Map<String, String> row,
      boolean acceptUnlinked,
      @Nullable PathPattern pattern,
      Resource... stored) {
    var statement = new TargetColumns(Map.of(), null, pattern, List.of()).read(row);
    return new TargetResolver(
            new FakeLookup(stored), IdSpace.DEFAULT_PATIENT, "set", acceptUnlinked)
        .resolve(List.of(statement))
        .getFirst();
  }

  private static Map<String, String> with(String column, String value) {
    var row = new HashMap<>(FULL);
    row.put(column, value);
    return row;
  }

  private static Map<String, String> without(String... columns) {
    var row = new HashMap<>(FULL);
    row.keySet().removeAll(List.of(columns));
    return row;
  }

  private static void found(Resolution resolution) {
    assertThat(resolution)
        .isInstanceOfSatisfying(
            Resolution.Found.class,
            found ->
                assertThat(found.target())
                    .isEqualTo(
                        new Target.Linked(
                            ResourceIds.patient(IdSpace.DEFAULT_PATIENT, "P"),
                            ResourceIds.study("1.1"),
                            ResourceIds.segment("1.1.9", 2),
                            "1.1",
                            "1.1.1",
                            "1.1.9",
                            2,
                            "CT",
                            "2024-03-05T10:30:00+01:00",
                            "Tumour")));
  }

  private static void quarantined(Resolution resolution, RadiomicsIssue issue) {
    assertThat(resolution).isEqualTo(new Resolution.Quarantined(issue));
  }

  private static void waiting(Resolution resolution, RadiomicsIssue issue) {
    assertThat(resolution)
        .isInstanceOfSatisfying(
            Resolution.Waiting.class, waiting -> assertThat(waiting.issue()).isEqualTo(issue));
  }

  private static void rejected(Resolution resolution, RadiomicsIssue issue) {
    assertThat(resolution).isEqualTo(new Resolution.Rejected(issue));
  }

  @Nested
  class Finds {

    @Test
    void aSegmentByAllItsUids() {
      found(resolve(FULL, false, STORED));
    }

    @Test
    void aSegmentByItsInstanceAloneIfItHasOneSeries() {
      found(resolve(without("PatientID", "StudyInstanceUID", "ImageSeriesUID"), false, STORED));
    }

    @Test
    void aSegmentByTheSeriesOfTheSegmentation() {
      var row = new HashMap<>(without("SegSOPInstanceUID"));
      row.put("SegSeriesInstanceUID", "1.1.8");
      found(resolve(row, false, STORED));
    }

    @Test
    void theOnlySegmentOfASegmentationWithoutANumber() {
      found(resolve(without("SegmentNumber"), false, STORED));
    }

    @Test
    void theSegmentByTheLabelOfTheMask() {
      var row = new HashMap<>(without("SegmentNumber"));
      row.put("Label", "2");
      found(resolve(row, false, STORED));
    }

    @Test
    void aSegmentThroughAPathThatHoldsItsSeriesOrItsInstance() {
      var pattern =
          PathPattern.of("batch/(?<seg>[0-9.]+)/radiomics/.*--(?<segment>\\d+)--").orElseThrow();
      for (var uid : List.of("1.1.9", "1.1.8")) {
        var row =
            Map.of("Mask", "/data/batch/" + uid + "/radiomics/x--2--gtv.nrrd", "PatientID", "P");
        found(resolve(row, false, pattern, STORED));
      }
    }

    @Test
    void aPaddedPatientId() {
      found(resolve(with("PatientID", " P "), false, STORED));
    }

    @Test
    void anotherSeriesThanTheSegmentedOneWithAWarning() {
      assertThat(resolve(with("ImageSeriesUID", "1.1.2"), false, STORED))
          .isInstanceOfSatisfying(
              Resolution.Found.class,
              found ->
                  assertThat(found.warnings())
                      .containsExactly(RadiomicsIssue.SERIES_NOT_SEGMENTED));
    }
  }

  @Nested
  class WaitsFor {

    @Test
    void aSegmentThatIsNotThereYet() {
      waiting(resolve(with("SegmentNumber", "3"), false, STORED), RadiomicsIssue.SEGMENT_MISSING);
      waiting(resolve(FULL, false), RadiomicsIssue.SEGMENT_MISSING);
    }

    @Test
    void aStudyThatIsNotThereYet() {
      waiting(resolve(FULL, false, STORED[0], STORED[3]), RadiomicsIssue.STUDY_MISSING);
    }

    @Test
    void aSeriesThatIsNotThereYet() {
      waiting(
          resolve(with("ImageSeriesUID", "1.1.77"), false, STORED), RadiomicsIssue.SERIES_MISSING);
    }

    @Test
    void aSegmentThatWasWithdrawn() {
      var inactive =
          Images.on(Images.segment("P", "1.1.9", "1.1.8", 2, "Tumour"), "1.1.1", "1.1")
              .setActive(false);
      waiting(
          resolve(FULL, false, STORED[0], STORED[1], inactive), RadiomicsIssue.SEGMENT_INACTIVE);
    }
  }

  @Nested
  class PutsInQuarantine {

    @Test
    void aPatientIdThatIsNotThePatientOfTheStudy() {
      quarantined(
          resolve(with("PatientID", "Q"), false, STORED), RadiomicsIssue.PATIENT_CONTRADICTION);
      quarantined(
          resolve(with("PatientID", "p"), false, STORED), RadiomicsIssue.PATIENT_CONTRADICTION);
    }

    @Test
    void aSeriesThatIsInAnotherStudy() {
      quarantined(
          resolve(with("StudyInstanceUID", "1.2"), false, STORED),
          RadiomicsIssue.SERIES_CONTRADICTION);
      quarantined(
          resolve(with("StudyInstanceUID", "1.99"), false, STORED),
          RadiomicsIssue.SERIES_CONTRADICTION);
    }

    @Test
    void aSegmentAndAnImageOfTwoPatients() {
      var other = Images.study("Q", "1.1", "1.1.1");
      quarantined(
          resolve(without("PatientID"), false, STORED[0], other, STORED[3]),
          RadiomicsIssue.SEGMENT_CONTRADICTION);
    }

    @Test
    void aSegmentOfSeveralSeriesIfNoneIsNamed() {
      var two =
          Images.on(
              Images.on(Images.segment("P", "1.1.9", "1.1.8", 2, "Tumour"), "1.1.1", "1.1"),
              "1.1.2",
              "1.1");
      quarantined(
          resolve(without("ImageSeriesUID"), false, STORED[0], STORED[1], two),
          RadiomicsIssue.SERIES_AMBIGUOUS);
    }

    @Test
    void aSeriesInSeveralStudiesIfNoStudyIsNamed() {
      var second = Images.study("P", "1.2", "1.1.1");
      var segment = Images.on(Images.segment("P", "1.1.9", "1.1.8", 2, "Tumour"), "1.1.1", "");
      quarantined(
          resolve(without("StudyInstanceUID"), false, STORED[0], STORED[1], second, segment),
          RadiomicsIssue.SERIES_AMBIGUOUS);
    }

    @Test
    void severalSegmentsThatFit() {
      var second = Images.on(Images.segment("P", "1.1.9", "1.1.8", 3, "Node"), "1.1.1", "1.1");
      quarantined(
          resolve(without("SegmentNumber"), false, STORED[0], STORED[1], STORED[3], second),
          RadiomicsIssue.SEGMENT_AMBIGUOUS);
    }
  }

  @Nested
  class Rejects {

    @Test
    void aRowThatNamesNoSegment() {
      rejected(resolve(Map.of("PatientID", "P"), false, STORED), RadiomicsIssue.TARGET_INCOMPLETE);
    }

    @Test
    void whatIsNoUidOrNumber() {
      rejected(resolve(with("SegSOPInstanceUID", "abc"), false, STORED), RadiomicsIssue.TARGET_UID);
      rejected(
          resolve(with("StudyInstanceUID", "1".repeat(65)), false, STORED),
          RadiomicsIssue.TARGET_UID);
      rejected(resolve(with("SegmentNumber", "0"), false, STORED), RadiomicsIssue.TARGET_NUMBER);
      rejected(resolve(with("SegmentNumber", "x"), false, STORED), RadiomicsIssue.TARGET_NUMBER);
    }

    @Test
    void aPathThatDoesNotMatch() {
      var pattern = PathPattern.of("(?<seg>[0-9.]+)/nothing").orElseThrow();
      rejected(
          resolve(Map.of("Mask", "/a/b.nrrd"), false, pattern, STORED),
          RadiomicsIssue.PATH_NO_MATCH);
    }
  }

  @Nested
  class WithoutImage {

    private static final Map<String, String> ROW = Map.of("PatientID", "P", "ROI", "GTV-1");

    @Test
    void isFoundOnlyWhenAskedFor() {
      rejected(resolve(ROW, false, STORED), RadiomicsIssue.TARGET_INCOMPLETE);
      assertThat(resolve(ROW, true, STORED))
          .isEqualTo(
              new Resolution.Found(
                  new Target.Unlinked(
                      ResourceIds.patient(IdSpace.DEFAULT_PATIENT, "P"), "set", "P", "GTV-1"),
                  List.of(),
                  null));
    }

    @Test
    void waitsForTheImageThatTheRowNames() {
      assertThat(resolve(with("ROI", "GTV-1"), true, STORED[0]))
          .isInstanceOfSatisfying(
              Resolution.Found.class,
              found -> assertThat(found.pending()).isEqualTo(RadiomicsIssue.SEGMENT_MISSING));
    }

    @Test
    void isNoWayAroundAContradiction() {
      quarantined(
          resolve(with("PatientID", "Q"), true, STORED), RadiomicsIssue.PATIENT_CONTRADICTION);
    }

    @Test
    void needsAPatientThatExistsAndALabel() {
      waiting(resolve(ROW, true), RadiomicsIssue.PATIENT_MISSING);
      rejected(resolve(Map.of("ROI", "x"), true, STORED), RadiomicsIssue.TARGET_NO_PATIENT);
      rejected(resolve(Map.of("PatientID", "P"), true, STORED), RadiomicsIssue.TARGET_NO_LABEL);
    }
  }

  @Nested
  class Patterns {

    @Test
    void mustNameAGroupThatMeansSomething() {
      assertThat(PathPattern.of("(?<other>.*)")).isEmpty();
      assertThat(PathPattern.of(".*")).isEmpty();
      assertThat(PathPattern.of("(?<seg>")).isEmpty();
    }

    @Test
    void cannotHoldUpTheService() {
      var evil = PathPattern.of("(?<seg>(a+)+)$x").orElseThrow();
      assertThat(evil.read("a".repeat(3_000) + "!")).isEmpty();
      var deep = PathPattern.of("(?<seg>(a|b)*)c").orElseThrow();
      assertThat(deep.read("ab".repeat(1_900))).isEmpty();
    }
  }
}

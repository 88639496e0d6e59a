package ai.kaapana.clinical.radiomics.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.radiomics.Images;
import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.mapping.Target;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

class StockNamesTest {

  private static final String STUDY = "1.2.3.4";
  private static final String IMAGE = "1.2.3.4.1";
  private static final String SERIES = "1.2.3.4.8";
  private static final String INSTANCE = "1.2.3.4.9";
  private static final String KEY = "radiomics/batch/" + SERIES + "/radiomics/";

  private static final String OTHER_IMAGE = "1.2.3.4.2";
  private static final String OTHER_SERIES = "1.2.3.4.6";
  private static final String OTHER_INSTANCE = "1.2.3.4.7";
  private static final String BOTH_SERIES = "1.2.3.4.10";
  private static final String BOTH_INSTANCE = "1.2.3.4.11";

  private static final Resource[] STORED = {
    Images.patient("P"),
    Images.study("P", STUDY, IMAGE, OTHER_IMAGE, SERIES, OTHER_SERIES, BOTH_SERIES),
    segment(INSTANCE, SERIES, 1, "Liver"),
    segment(INSTANCE, SERIES, 2, "Kidney, left"),
    segment(OTHER_INSTANCE, OTHER_SERIES, 2, "Kidney, left"),
    Images.on(segment(BOTH_INSTANCE, BOTH_SERIES, 1, "Spleen"), OTHER_IMAGE, STUDY)
  };

  private static BodyStructure segment(String instance, String series, int number, String label) {
    return Images.on(Images.segment("P", instance, series, number, label), IMAGE, STUDY);
  }

  private static Resolution resolve(Map<String, String> inputs, String... locations) {
    var columns = new TargetColumns(Map.of(), null, null, List.of(locations));
    return resolver(new FakeLookup(STORED)).resolve(List.of(columns.read(inputs))).getFirst();
  }

  private static void finds(int number, Resolution resolution) {
    finds(INSTANCE, number, IMAGE, resolution);
  }

  private static void finds(String instance, int number, String image, Resolution resolution) {
    assertThat(resolution)
        .isInstanceOfSatisfying(
            Resolution.Found.class,
            found -> {
              var target = (Target.Linked) found.target();
              assertThat(target.segment()).isEqualTo(ResourceIds.segment(instance, number));
              assertThat(target.seriesUid()).isEqualTo(image);
            });
  }

  private static void quarantines(RadiomicsIssue issue, Resolution resolution) {
    assertThat(resolution).isEqualTo(new Resolution.Quarantined(issue));
  }

  private static Map<String, String> mitk(String folder, String mask) {
    return Map.of(
        "Patient", "/data/run/batch/" + folder + "/dcm-converter",
        "Image", IMAGE + ".nrrd",
        "Segmentation", mask);
  }

  /** As highdicom and many others make them: three parts alone. */
  @Test
  void aUidMadeOfAUuidIsOne() {
    var series = "2.25.151640475388576852873139187333800636036";
    var image = "2.25.36990973675001134617694650507869833560";
    var instance = "2.25.332721995548280403888664192119019324946";
    var names =
        StockNames.of(
            Map.of(
                "Mask", "/data/batch/" + series + "/mask2nifti/" + instance + "--1--tumour.nrrd",
                "Image", "/data/batch/" + series + "/dcm-converter/" + image + ".nrrd"),
            List.of());

    assertThat(names.object()).isEqualTo(instance);
    assertThat(names.folder()).isEqualTo(series);
    assertThat(names.image()).isEqualTo(image);
    assertThat(StockNames.of(Map.of("Mask", "2.25.2024--1--liver.nrrd"), List.of()).object())
        .isNull();
  }

  @Test
  void namesTheSegmentByInstanceAndNumber() {
    finds(2, resolve(mitk(SERIES, INSTANCE + "--2--kidneyleft.nrrd")));
    finds(1, resolve(Map.of("Mask", "/a/" + INSTANCE + "--1--li--ver.nii.gz")));
    finds(2, resolve(Map.of(), KEY + INSTANCE + "--2--kidneyleft_radiomics.xml"));
    finds(2, resolve(Map.of(), INSTANCE + "--2--kidneyleft_radiomics.csv"));
  }

  @Test
  void namesTheSegmentBySeriesAndNumber() {
    finds(2, resolve(mitk(SERIES, SERIES + "--2--kidneyleft.nrrd")));
    finds(2, resolve(Map.of(), KEY + "IM_0001--2--kidneyleft_radiomics.xml"));
    finds(2, resolve(Map.of("Mask", "IM_0001--2--kidneyleft.nrrd"), KEY + "x.csv"));
  }

  @Test
  void namesTheSegmentByItsLabelInTheFolderOfTheSegmentation() {
    finds(2, resolve(Map.of("Mask", "kidney_left"), KEY + "statistics.json"));
    finds(1, resolve(Map.of("Mask", "liver"), KEY + "statistics.json"));
  }

  @Test
  void namesTheSegmentByItsLabelInTheFolderOfTheImage() {
    var key = "x/batch/" + IMAGE + "/pyradiomics/statistics.json";
    finds(1, resolve(Map.of("Mask", "liver"), key));
    assertThat(resolve(Map.of("Mask", "kidney_left"), key))
        .isEqualTo(new Resolution.Quarantined(RadiomicsIssue.SEGMENT_AMBIGUOUS));
  }

  @Test
  void waitsForASegmentThatIsNotThereYet() {
    assertThat(resolve(Map.of("Mask", "spleen"), KEY + "statistics.json"))
        .isEqualTo(new Resolution.Waiting(RadiomicsIssue.SEGMENT_MISSING, ""));
    assertThat(resolve(mitk(SERIES, INSTANCE + "--3--x.nrrd")))
        .isEqualTo(new Resolution.Waiting(RadiomicsIssue.SEGMENT_MISSING, ""));
  }

  @Test
  void leavesAContradictionToAPerson() {
    var inputs = mitk(SERIES, INSTANCE + "--2--kidneyleft.nrrd");
    for (var location :
        List.of(
            "radiomics/batch/" + OTHER_SERIES + "/radiomics/x.csv",
            INSTANCE + "--1--kidneyleft_radiomics.csv",
            INSTANCE + "--2--liver_radiomics.csv",
            OTHER_INSTANCE + "--2--kidneyleft_radiomics.csv")) {
      quarantines(RadiomicsIssue.TARGET_LOCATION, resolve(inputs, location));
    }
    var elsewhere = mitk(OTHER_SERIES, INSTANCE + "--2--kidneyleft.nrrd");
    quarantines(RadiomicsIssue.TARGET_LOCATION, resolve(elsewhere));
    quarantines(
        RadiomicsIssue.TARGET_LOCATION,
        resolve(Map.of("Mask", "liver"), KEY + IMAGE + ".json", OTHER_IMAGE + ".json"));
  }

  @Test
  void doesNotTakeTheNumberOfASegmentThatIsCalledOtherwise() {
    quarantines(
        RadiomicsIssue.TARGET_LOCATION, resolve(mitk(SERIES, INSTANCE + "--1--kidneyleft.nrrd")));
    quarantines(
        RadiomicsIssue.TARGET_LOCATION, resolve(Map.of(), KEY + "IM_1--2--liver_radiomics.xml"));
  }

  /** The 1 is the same for every contour; 3 counts files. */
  @Test
  void findsTheContourOfAnRtstructByItsLabelAlone() {
    finds(2, resolve(Map.of("Mask", "mask_3--1--Kidney-left"), KEY + IMAGE + ".json"));
    finds(1, resolve(Map.of("Mask", "/a/mask_2--1--Liver.nii.gz", "Label", "1"), KEY + "x.csv"));
    assertThat(resolve(Map.of("Mask", "mask_1--1--Lung"), KEY + IMAGE + ".json"))
        .isEqualTo(new Resolution.Waiting(RadiomicsIssue.SEGMENT_MISSING, ""));
  }

  /** The operator keeps what stands before the first point. */
  @Test
  void findsALabelThatIsCutOffUnlessAnotherBeginsTheSameWay() {
    var lung = segment("1.2.3.4.21", "1.2.3.4.20", 1, "Lung.r");
    var lobe = segment("1.2.3.4.21", "1.2.3.4.20", 2, "LUNG");
    var columns =
        new TargetColumns(
            Map.of(), null, null, List.of("batch/1.2.3.4.20/pyradiomics/" + IMAGE + ".json"));
    var said = List.of(columns.read(Map.of("Mask", "mask_4--1--Lung")));
    var study = Images.study("P", STUDY, IMAGE, "1.2.3.4.20");
    var one = new FakeLookup(Images.patient("P"), study, lung);
    finds("1.2.3.4.21", 1, IMAGE, resolver(one).resolve(said).getFirst());
    var both = new FakeLookup(Images.patient("P"), study, lung, lobe);
    quarantines(RadiomicsIssue.SEGMENT_AMBIGUOUS, resolver(both).resolve(said).getFirst());
  }

  private static TargetResolver resolver(FakeLookup store) {
    return new TargetResolver(store, IdSpace.DEFAULT_PATIENT, null, false);
  }

  @Test
  void doesNotTakeTheValueOfAMaskForASegmentNumber() {
    finds(2, resolve(Map.of("Mask", "/a/kidney_left.nrrd", "Label", "1"), KEY + "x.csv"));
    finds(2, resolve(Map.of("Mask", INSTANCE + "--2--kidneyleft.nrrd", "Label", "1"), KEY + "x"));
    assertThat(resolve(Map.of("Mask", "kidney_left.nrrd", "Label", "2"), KEY + "x.csv"))
        .isEqualTo(new Resolution.Waiting(RadiomicsIssue.SEGMENT_MISSING, ""));
    finds(2, resolve(Map.of("Mask", "m.nrrd", "SegmentNumber", "2"), KEY + "x.csv"));
  }

  /** Kaapana's operator leaves one part of the UID that its masks are called by. */
  @Test
  void findsTheOnlySegmentWhereTheNameOfTheMaskIsCutOff() {
    var cut = Map.of("Mask", "1");
    finds(OTHER_INSTANCE, 2, IMAGE, resolve(cut, "x/batch/" + OTHER_SERIES + "/y/z.json"));
    quarantines(RadiomicsIssue.SEGMENT_AMBIGUOUS, resolve(cut, KEY + IMAGE + ".json"));
    assertThat(resolve(cut, "x/batch/" + IMAGE + "/y/z.json"))
        .isEqualTo(new Resolution.Waiting(RadiomicsIssue.SEGMENT_MISSING, ""));
    assertThat(resolve(cut)).isEqualTo(new Resolution.Rejected(RadiomicsIssue.TARGET_INCOMPLETE));
  }

  @Test
  void findsTheImageByTheNameOfTheFile() {
    var spleen = Map.of("Mask", "spleen");
    var folder = "x/batch/" + BOTH_SERIES + "/pyradiomics/";
    finds(BOTH_INSTANCE, 1, IMAGE, resolve(spleen, folder + IMAGE + ".json"));
    finds(BOTH_INSTANCE, 1, OTHER_IMAGE, resolve(spleen, folder + OTHER_IMAGE + ".json"));
    quarantines(RadiomicsIssue.TARGET_LOCATION, resolve(spleen, folder + "1.2.3.4.77.json"));
    for (var other : List.of("results", BOTH_SERIES, BOTH_INSTANCE, STUDY)) {
      quarantines(RadiomicsIssue.SERIES_AMBIGUOUS, resolve(spleen, folder + other + ".json"));
    }
    quarantines(
        RadiomicsIssue.TARGET_LOCATION,
        resolve(mitk(SERIES, INSTANCE + "--1--liver.nrrd"), KEY + OTHER_IMAGE + ".csv"));
  }

  @Test
  void findsASegmentByItsLabelInAFileThatIsNamedAfterTheImage() {
    finds(1, resolve(Map.of("Mask", "liver"), IMAGE + ".json"));
    quarantines(
        RadiomicsIssue.SEGMENT_AMBIGUOUS, resolve(Map.of("Mask", "kidney_left"), IMAGE + ".json"));
  }

  @Test
  void givesWayToWhatColumnsSay() {
    var inputs =
        Map.of("SegSOPInstanceUID", INSTANCE, "SegmentNumber", "1", "Image", IMAGE + ".nrrd");
    finds(1, resolve(inputs, KEY + INSTANCE + "--2--x_radiomics.csv"));
  }

  @Test
  void takesNoOtherNameForAUid() {
    for (var mask : List.of("2024.01.02--1--x.nrrd", "tumour.nrrd", "a--b--c.nrrd", "--1--.nrrd")) {
      assertThat(resolve(Map.of("Mask", mask, "Image", "1.nrrd")))
          .as(mask)
          .isEqualTo(new Resolution.Rejected(RadiomicsIssue.TARGET_INCOMPLETE));
    }
  }
}

package ai.kaapana.clinical.radiomics.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.radiomics.Images;
import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.mapping.Target;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

class StockNamesTest {

  private static final String STUDY = "1.2.3.4";
  private static final String IMAGE = "1.2.3.4.1";
  private static final String SERIES = "1.2.3.4.8";
  private static final String INSTANCE = "1.2.3.4.9";
  private static final String KEY = "radiomics/batch/" + SERIES + "/radiomics/";

  private static final Resource[] STORED = {
    Images.patient("P"),
    Images.study("P", STUDY, IMAGE, SERIES),
    segment(INSTANCE, 1, "Liver"),
    segment(INSTANCE, 2, "Kidney, left"),
    segment("1.2.3.4.7", 2, "Kidney, left")
  };

  private static Resource segment(String instance, int number, String label) {
    var series = instance.equals(INSTANCE) ? SERIES : "1.2.3.4.6";
    return Images.on(Images.segment("P", instance, series, number, label), IMAGE, STUDY);
  }

  private static Resolution resolve(Map<String, String> inputs, String... locations) {
    var columns = new TargetColumns(Map.of(), null, null, List.of(locations));
    return new TargetResolver(new FakeLookup(STORED), IdSpace.DEFAULT_PATIENT, null, false)
        .resolve(List.of(columns.read(inputs)))
        .getFirst();
  }

  private static void finds(int number, Resolution resolution) {
    assertThat(resolution)
        .isInstanceOfSatisfying(
            Resolution.Found.class,
            found ->
                assertThat(((Target.Linked) found.target()).segment())
                    .isEqualTo(ResourceIds.segment(INSTANCE, number)));
  }

  private static Map<String, String> mitk(String folder, String mask) {
    return Map.of(
        "Patient", "/data/run/batch/" + folder + "/dcm-converter",
        "Image", IMAGE + ".nrrd",
        "Segmentation", mask);
  }

  @Test
  void namesTheSegmentByInstanceAndNumber() {
    finds(2, resolve(mitk(SERIES, INSTANCE + "--2--kidneyleft.nrrd")));
    finds(1, resolve(Map.of("Mask", "/a/" + INSTANCE + "--1--x--y.nii.gz")));
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
    var quarantined = new Resolution.Quarantined(RadiomicsIssue.TARGET_LOCATION);
    var inputs = mitk(SERIES, INSTANCE + "--2--x.nrrd");
    assertThat(resolve(inputs, "radiomics/batch/1.2.3.4.6/radiomics/x.csv")).isEqualTo(quarantined);
    assertThat(resolve(inputs, INSTANCE + "--1--x_radiomics.csv")).isEqualTo(quarantined);
    assertThat(resolve(mitk("1.2.3.4.6", INSTANCE + "--2--x.nrrd"))).isEqualTo(quarantined);
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

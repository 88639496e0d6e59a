package ai.kaapana.clinical.linker.link;

import ai.kaapana.clinical.pacs.Archive;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Small DICOM objects of invented patients, as attributes of the PACS double. */
public final class TestStudies {

  static final String CT = "1.2.840.10008.5.1.4.1.1.2";
  static final String SEG = "1.2.840.10008.5.1.4.1.1.66.4";
  static final String RTSTRUCT = "1.2.840.10008.5.1.4.1.1.481.3";

  private final ObjectNode attributes = new ObjectMapper().createObjectNode();

  private TestStudies() {}

  /** An archive with the given number of studies of a CT and a segmentation of it each. */
  public static Archive archive(int studies) {
    return archive(studies, "1.9", "P");
  }

  /** The same, below a root of UIDs and with a prefix of PatientIDs; two studies each patient. */
  public static Archive archive(int studies, String root, String patients) {
    var archive = new Archive();
    for (int i = 1; i <= studies; i++) {
      add(archive, root + "." + i, patients + (i + 1) / 2);
    }
    return archive;
  }

  /** Adds a study of a CT and a segmentation of it. */
  public static void add(Archive archive, String study, String patient) {
    archive.add(image(study, study + ".1", study + ".1.1", patient).attributes);
    archive.add(image(study, study + ".1", study + ".1.2", patient).attributes);
    archive.add(
        segmentation(study, study + ".2", study + ".2.1", patient, study + ".1").attributes);
  }

  static TestStudies image(String study, String series, String sop, String patient) {
    return of(study, series, sop, patient, CT, "CT")
        .text("00080070", "LO", "Acme")
        .text("00081090", "LO", "One")
        .text("00180050", "DS", "1.5");
  }

  /** A segmentation that names its source series. */
  static TestStudies segmentation(
      String study, String series, String sop, String patient, String source) {
    var result = of(study, series, sop, patient, SEG, "SEG");
    var referenced = result.sequence("00081115");
    put(referenced, "0020000E", "UI", source);
    var segment = result.sequence("00620002");
    put(segment, "00620004", "US", "1");
    put(segment, "00620005", "LO", "Tumour");
    return result;
  }

  /** A structure set that names just an instance, in a contour. */
  static TestStudies structureSet(
      String study, String series, String sop, String patient, String instance) {
    var result = of(study, series, sop, patient, RTSTRUCT, "RTSTRUCT");
    var roi = result.sequence("30060020");
    put(roi, "30060022", "IS", "1");
    put(roi, "30060026", "LO", "GTV");
    var contours = result.sequence("30060039");
    put(contours, "30060084", "IS", "1");
    var contour = sequence(contours, "30060040");
    var image = sequence(contour, "30060016");
    put(image, "00081155", "UI", instance);
    return result;
  }

  private static TestStudies of(
      String study, String series, String sop, String patient, String sopClass, String modality) {
    var result = new TestStudies();
    result
        .text("0020000D", "UI", study)
        .text("0020000E", "UI", series)
        .text("00080018", "UI", sop)
        .text("00080016", "UI", sopClass)
        .text("00080060", "CS", modality)
        .text("00080020", "DA", "20240101")
        .text("00080030", "TM", "120000")
        .text("00100040", "CS", "F");
    return patient.isEmpty() ? result : result.text("00100020", "LO", patient);
  }

  TestStudies text(String tag, String vr, String value) {
    put(attributes, tag, vr, value);
    return this;
  }

  TestStudies name(String alphabetic) {
    var attribute = attributes.putObject("00100010");
    attribute.put("vr", "PN").putArray("Value").addObject().put("Alphabetic", alphabetic);
    return this;
  }

  ObjectNode attributes() {
    return attributes;
  }

  private ObjectNode sequence(String tag) {
    return sequence(attributes, tag);
  }

  private static ObjectNode sequence(ObjectNode holder, String tag) {
    return holder.putObject(tag).put("vr", "SQ").putArray("Value").addObject();
  }

  private static void put(ObjectNode holder, String tag, String vr, String value) {
    holder.putObject(tag).put("vr", vr).putArray("Value").add(value);
  }
}

package ai.kaapana.clinical.benchmarks;

import ai.kaapana.clinical.pacs.Archive;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/**
 * Studies for a PACS double: one CT series of {@value #IMAGES} images and one SEG with two segments
 * on it; every second study is the second one of its patient.
 *
 * <p><b>Target:</b> DICOM JSON, PS3.18 Annex F.
 */
final class SyntheticStudies {

  private static final int IMAGES = 3;
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
  private static final String SEG = "1.2.840.10008.5.1.4.1.1.66.4";
  private static final String[] LABELS = {"Tumor", "Liver"};
  private static final String[][] TYPES = {
    {"4147007", "SCT", "Mass"}, {"10200004", "SCT", "Liver"}
  };

  private SyntheticStudies() {}

  static Archive archive(int studies) {
    var archive = Archive.empty();
    for (var study = 0; study < studies; study++) {
      for (var image = 1; image <= IMAGES; image++) {
        archive.add(image(study, image));
      }
      archive.add(segmentation(study));
    }
    return archive;
  }

  private static ObjectNode image(int study, int number) {
    var image = instance(study, "CT", CT, Uids.of("image", study, number), number);
    text(image, "00080070", "LO", "Vendor " + study % 5);
    text(image, "00081090", "LO", "Model " + study % 7);
    text(image, "00181000", "LO", "SN-" + study % 7);
    text(image, "00180015", "CS", "CHEST");
    numbers(image, "00180050", "DS", 2.5);
    numbers(image, "00280030", "DS", 0.9, 0.9);
    return image;
  }

  private static ObjectNode segmentation(int study) {
    var object = instance(study, "SEG", SEG, Uids.of("seg", study), 1);
    text(object, "00700084", "PN", "").putArray("Value").addObject().put("Alphabetic", "Reader^A");
    var source = item(object, "00081115");
    text(source, "0020000E", "UI", Uids.of("series", study, "CT"));
    for (var number = 1; number <= IMAGES; number++) {
      reference(item(source, "0008114A"), study, number);
    }
    for (var number = 1; number <= LABELS.length; number++) {
      segment(item(object, "00620002"), number);
      for (var image = 1; image <= IMAGES; image++) {
        var frame = item(object, "52009230");
        numbers(item(frame, "0062000A"), "0062000B", "US", number);
        reference(item(item(frame, "00089124"), "00082112"), study, image);
      }
    }
    return object;
  }

  private static void segment(ObjectNode segment, int number) {
    numbers(segment, "00620004", "US", number);
    text(segment, "00620005", "LO", LABELS[number - 1]);
    text(segment, "00620008", "CS", "MANUAL");
    code(item(segment, "00620003"), "123037004", "SCT", "Anatomical structure");
    var type = TYPES[number - 1];
    code(item(segment, "0062000F"), type[0], type[1], type[2]);
  }

  private static void reference(ObjectNode item, int study, int image) {
    text(item, "00081150", "UI", CT);
    text(item, "00081155", "UI", Uids.of("image", study, image));
  }

  private static void code(ObjectNode item, String value, String scheme, String meaning) {
    text(item, "00080100", "SH", value);
    text(item, "00080102", "SH", scheme);
    text(item, "00080104", "LO", meaning);
  }

  /** What every instance states of its patient, study and series. */
  private static ObjectNode instance(
      int study, String modality, String sopClass, String uid, int number) {
    var patient = study / 2;
    var date =
        LocalDate.of(2019, 1, 1).plusDays(study % 1_500).format(DateTimeFormatter.BASIC_ISO_DATE);
    var result = Rest.JSON.createObjectNode();
    text(result, "00080016", "UI", sopClass);
    text(result, "00080018", "UI", uid);
    text(result, "00080020", "DA", date);
    text(result, "00080021", "DA", date);
    text(result, "00080030", "TM", "101500");
    text(result, "00080031", "TM", "102000");
    text(result, "00080050", "SH", "A" + study);
    text(result, "00080060", "CS", modality);
    text(result, "00081030", "LO", "Thorax");
    text(result, "0008103E", "LO", modality + " series");
    text(result, "00100010", "PN", "")
        .putArray("Value")
        .addObject()
        .put("Alphabetic", "Generated^" + patient);
    text(result, "00100020", "LO", "LINK-%06d".formatted(patient));
    text(result, "00100030", "DA", "19600101");
    text(result, "00100040", "CS", patient % 2 == 0 ? "M" : "F");
    text(result, "0020000D", "UI", Uids.of("study", study));
    text(result, "0020000E", "UI", Uids.of("series", study, modality));
    text(result, "00200010", "SH", "S" + study);
    numbers(result, "00200011", "IS", modality.equals("CT") ? 1 : 2);
    numbers(result, "00200013", "IS", number);
    text(result, "00200052", "UI", Uids.of("frame", study));
    return result;
  }

  private static ObjectNode text(ObjectNode object, String tag, String vr, String value) {
    var attribute = object.putObject(tag).put("vr", vr);
    attribute.putArray("Value").add(value);
    return attribute;
  }

  private static void numbers(ObjectNode object, String tag, String vr, double... values) {
    var array = object.putObject(tag).put("vr", vr).putArray("Value");
    Arrays.stream(values)
        .forEach(
            value -> {
              if (value == Math.rint(value)) {
                array.add((long) value);
              } else {
                array.add(value);
              }
            });
  }

  /** A new item at the end of a sequence. */
  private static ObjectNode item(ObjectNode object, String tag) {
    var sequence =
        object.has(tag) ? (ObjectNode) object.get(tag) : object.putObject(tag).put("vr", "SQ");
    return sequence.withArray("Value").addObject();
  }
}

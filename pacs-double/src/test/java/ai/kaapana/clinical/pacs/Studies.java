package ai.kaapana.clinical.pacs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Attributes of invented studies. */
final class Studies {
  private Studies() {}

  /** A CT image of study {@code 1.<study>}, series {@code 1.<study>.<series>}. */
  static ObjectNode image(int study, int series, int number) {
    var image = JsonNodeFactory.instance.objectNode();
    put(image, "00080016", "UI", "1.2.840.10008.5.1.4.1.1.2");
    put(image, "00080018", "UI", "1." + study + "." + series + "." + number);
    put(image, "00080020", "DA", "2026010" + study);
    put(image, "00080050", "SH", "A" + study);
    put(image, "00080060", "CS", "CT");
    put(image, "00100020", "LO", "P-" + study);
    put(image, "0020000D", "UI", "1." + study);
    put(image, "0020000E", "UI", "1." + study + "." + series);
    image
        .putObject("00100010")
        .put("vr", "PN")
        .putArray("Value")
        .addObject()
        .put("Alphabetic", "Muster^Eva" + study);
    image.putObject("00200013").put("vr", "IS").putArray("Value").add(number);
    return image;
  }

  /** A segmentation of series 1 of the study, as series 9 of it. */
  static ObjectNode segmentation(int study) {
    var object = image(study, 9, 1);
    put(object, "00080016", "UI", "1.2.840.10008.5.1.4.1.1.66.4");
    put(object, "00080060", "CS", "SEG");
    put(object, "0008103E", "LO", "Segmentation");
    var reference = object.putObject("00081115").put("vr", "SQ").putArray("Value").addObject();
    put(reference, "0020000E", "UI", "1." + study + ".1");
    object
        .putObject("00620002")
        .put("vr", "SQ")
        .putArray("Value")
        .addObject()
        .putObject("00620004")
        .put("vr", "US")
        .putArray("Value")
        .add(1);
    return object;
  }

  static void put(ObjectNode attributes, String tag, String vr, String value) {
    attributes.putObject(tag).put("vr", vr).putArray("Value").add(value);
  }
}

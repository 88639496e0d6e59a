package ai.kaapana.clinical.pacs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One stored object with all of its attributes except bulk data.
 *
 * @param attributes DICOM JSON (PS3.18 Annex F); not to be changed once it is stored
 */
public record Instance(String studyUid, String seriesUid, String sopUid, ObjectNode attributes) {

  /**
   * An instance from its attributes.
   *
   * @throws IllegalArgumentException if one of the three UIDs is missing
   */
  public static Instance of(ObjectNode attributes) {
    return new Instance(
        uid(attributes, Tags.STUDY_INSTANCE_UID),
        uid(attributes, Tags.SERIES_INSTANCE_UID),
        uid(attributes, Tags.SOP_INSTANCE_UID),
        attributes);
  }

  String text(String tag) {
    return attributes.path(tag).path("Value").path(0).asText("");
  }

  private static String uid(JsonNode attributes, String tag) {
    var uid = attributes.path(tag).path("Value").path(0).asText("");
    if (uid.isEmpty()) {
      throw new IllegalArgumentException("A stored object needs the attribute " + tag);
    }
    return uid;
  }
}

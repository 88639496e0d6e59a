package ai.kaapana.clinical.pacs;

import java.util.HexFormat;

/** The attributes that the server itself deals with, as the keys of DICOM JSON. */
final class Tags {
  static final String SPECIFIC_CHARACTER_SET = "00080005";
  static final String SOP_CLASS_UID = "00080016";
  static final String SOP_INSTANCE_UID = "00080018";
  static final String STUDY_DATE = "00080020";
  static final String RETRIEVE_AE_TITLE = "00080054";
  static final String INSTANCE_AVAILABILITY = "00080056";
  static final String MODALITY = "00080060";
  static final String MODALITIES_IN_STUDY = "00080061";
  static final String SOP_CLASSES_IN_STUDY = "00080062";
  static final String RETRIEVE_URL = "00081190";
  static final String PATIENT_ID = "00100020";
  static final String STUDY_INSTANCE_UID = "0020000D";
  static final String SERIES_INSTANCE_UID = "0020000E";
  static final String SERIES_NUMBER = "00200011";
  static final String INSTANCE_NUMBER = "00200013";
  static final String STUDY_RELATED_SERIES = "00201206";
  static final String STUDY_RELATED_INSTANCES = "00201208";
  static final String SERIES_RELATED_INSTANCES = "00201209";

  private Tags() {}

  static int parse(String tag) {
    return Integer.parseUnsignedInt(tag, 16);
  }

  static String format(int tag) {
    return HexFormat.of().withUpperCase().toHexDigits(tag);
  }
}

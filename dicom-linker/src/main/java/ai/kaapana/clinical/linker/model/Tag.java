package ai.kaapana.clinical.linker.model;

import java.util.HashSet;
import java.util.Set;

/**
 * The DICOM attributes that the linker reads, as {@code 0xggggeeee}.
 *
 * <p>Source: DICOM PS3.6 chapter 6. Everything else in an answer of the PACS, private attributes
 * and pixel data included, is skipped while it is parsed and never held.
 */
public final class Tag {

  // General study and patient
  public static final int STUDY_DATE = 0x00080020;
  public static final int SERIES_DATE = 0x00080021;
  public static final int STUDY_TIME = 0x00080030;
  public static final int SERIES_TIME = 0x00080031;
  public static final int ACCESSION_NUMBER = 0x00080050;
  public static final int ISSUER_OF_ACCESSION_NUMBER = 0x00080051;
  public static final int MODALITY = 0x00080060;
  public static final int MODALITIES_IN_STUDY = 0x00080061;
  public static final int MANUFACTURER = 0x00080070;
  public static final int INSTITUTION_NAME = 0x00080080;
  public static final int TIMEZONE_OFFSET = 0x00080201;
  public static final int STATION_NAME = 0x00081010;
  public static final int STUDY_DESCRIPTION = 0x00081030;
  public static final int PROCEDURE_CODE_SEQUENCE = 0x00081032;
  public static final int SERIES_DESCRIPTION = 0x0008103E;
  public static final int MODEL_NAME = 0x00081090;
  public static final int PATIENT_NAME = 0x00100010;
  public static final int PATIENT_ID = 0x00100020;
  public static final int ISSUER_OF_PATIENT_ID = 0x00100021;
  public static final int ISSUER_QUALIFIERS = 0x00100024;
  public static final int PATIENT_BIRTH_DATE = 0x00100030;
  public static final int PATIENT_SEX = 0x00100040;
  public static final int IDENTITY_REMOVED = 0x00120062;
  public static final int TIME_EVENT_OFFSET = 0x00120052;
  public static final int TIME_EVENT_TYPE = 0x00120053;
  public static final int TIME_POINT_ID = 0x00120050;
  public static final int TIME_POINT_DESCRIPTION = 0x00120051;
  public static final int TEMPORAL_MODIFIED = 0x00280303;
  public static final int UNIVERSAL_ENTITY_ID = 0x00400032;
  public static final int UNIVERSAL_ENTITY_ID_TYPE = 0x00400033;
  public static final int LOCAL_NAMESPACE_ENTITY_ID = 0x00400031;
  public static final int REQUEST_ATTRIBUTES_SEQUENCE = 0x00400275;
  public static final int REASON_FOR_REQUESTED_PROCEDURE = 0x00401002;

  // Series, instance, equipment
  public static final int SOP_CLASS_UID = 0x00080016;
  public static final int SOP_INSTANCE_UID = 0x00080018;
  public static final int BODY_PART_EXAMINED = 0x00180015;
  public static final int SLICE_THICKNESS = 0x00180050;
  public static final int DEVICE_SERIAL_NUMBER = 0x00181000;
  public static final int DEVICE_UID = 0x00181002;
  public static final int SOFTWARE_VERSIONS = 0x00181020;
  public static final int PROTOCOL_NAME = 0x00181030;
  public static final int STUDY_INSTANCE_UID = 0x0020000D;
  public static final int SERIES_INSTANCE_UID = 0x0020000E;
  public static final int STUDY_ID = 0x00200010;
  public static final int SERIES_NUMBER = 0x00200011;
  public static final int INSTANCE_NUMBER = 0x00200013;
  public static final int LATERALITY = 0x00200060;
  public static final int IMAGE_LATERALITY = 0x00200062;
  public static final int STUDY_SERIES_COUNT = 0x00201206;
  public static final int STUDY_INSTANCE_COUNT = 0x00201208;
  public static final int SERIES_INSTANCE_COUNT = 0x00201209;
  public static final int PIXEL_SPACING = 0x00280030;
  public static final int PIXEL_MEASURES_SEQUENCE = 0x00289110;
  public static final int SHARED_GROUPS = 0x52009229;
  public static final int PER_FRAME_GROUPS = 0x52009230;

  // Codes
  public static final int CODE_VALUE = 0x00080100;
  public static final int CODING_SCHEME = 0x00080102;
  public static final int CODE_MEANING = 0x00080104;
  public static final int LONG_CODE_VALUE = 0x00080119;
  public static final int URN_CODE_VALUE = 0x00080120;
  public static final int ANATOMIC_REGION_SEQUENCE = 0x00082218;
  public static final int ANATOMIC_REGION_MODIFIER = 0x00082220;
  public static final int CONCEPT_NAME_CODE_SEQUENCE = 0x0040A043;

  // References
  public static final int REFERENCED_SERIES_SEQUENCE = 0x00081115;
  public static final int REFERENCED_IMAGE_SEQUENCE = 0x00081140;
  public static final int REFERENCED_SOP_CLASS_UID = 0x00081150;
  public static final int REFERENCED_SOP_INSTANCE_UID = 0x00081155;
  public static final int REFERENCED_SOP_SEQUENCE = 0x00081199;
  public static final int REFERENCED_INSTANCE_SEQUENCE = 0x0008114A;
  public static final int OTHER_STUDIES_SEQUENCE = 0x00081200;
  public static final int SOURCE_IMAGE_SEQUENCE = 0x00082112;
  public static final int DERIVATION_IMAGE_SEQUENCE = 0x00089124;
  public static final int CONTENT_SEQUENCE = 0x0040A730;
  public static final int UID_VALUE = 0x0040A124;
  public static final int EVIDENCE_SEQUENCE = 0x0040A375;
  public static final int OTHER_EVIDENCE_SEQUENCE = 0x0040A385;

  // Segmentation
  public static final int CONTENT_CREATOR_NAME = 0x00700084;
  public static final int CONTENT_LABEL = 0x00700080;
  public static final int SEGMENT_SEQUENCE = 0x00620002;
  public static final int SEGMENTED_PROPERTY_CATEGORY = 0x00620003;
  public static final int SEGMENT_NUMBER = 0x00620004;
  public static final int SEGMENT_LABEL = 0x00620005;
  public static final int SEGMENT_ALGORITHM_TYPE = 0x00620008;
  public static final int SEGMENT_ALGORITHM_NAME = 0x00620009;
  public static final int SEGMENT_IDENTIFICATION = 0x0062000A;
  public static final int REFERENCED_SEGMENT_NUMBER = 0x0062000B;
  public static final int SEGMENTED_PROPERTY_TYPE = 0x0062000F;
  public static final int TRACKING_ID = 0x00620020;
  public static final int TRACKING_UID = 0x00620021;

  // Radiotherapy
  public static final int STRUCTURE_SET_LABEL = 0x30060002;
  public static final int REFERENCED_FRAME_OF_REFERENCE = 0x30060010;
  public static final int RT_REFERENCED_STUDY = 0x30060012;
  public static final int RT_REFERENCED_SERIES = 0x30060014;
  public static final int CONTOUR_IMAGE_SEQUENCE = 0x30060016;
  public static final int STRUCTURE_SET_ROI = 0x30060020;
  public static final int ROI_NUMBER = 0x30060022;
  public static final int ROI_NAME = 0x30060026;
  public static final int ROI_GENERATION_ALGORITHM = 0x30060036;
  public static final int ROI_GENERATION_DESCRIPTION = 0x30060038;
  public static final int ROI_CONTOUR = 0x30060039;
  public static final int CONTOUR = 0x30060040;
  public static final int RT_ROI_OBSERVATIONS = 0x30060080;
  public static final int REFERENCED_ROI_NUMBER = 0x30060084;
  public static final int RT_ROI_IDENTIFICATION = 0x30060086;
  public static final int ROI_INTERPRETED_TYPE = 0x300600A4;
  public static final int ROI_INTERPRETER = 0x300600A6;
  public static final int REFERENCED_DOSE_PLAN = 0x300C0002;
  public static final int REFERENCED_STRUCTURE_SET = 0x300C0060;

  /** What a reader keeps, at every level of nesting. */
  public static final Set<Integer> KEPT = kept();

  private Tag() {}

  private static Set<Integer> kept() {
    var tags = new HashSet<Integer>();
    for (var field : Tag.class.getDeclaredFields()) {
      if (field.getType() == int.class) {
        try {
          tags.add(field.getInt(null));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return Set.copyOf(tags);
  }
}

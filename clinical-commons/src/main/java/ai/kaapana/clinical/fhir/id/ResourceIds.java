package ai.kaapana.clinical.fhir.id;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Identifier;

/**
 * Derives resource ids from business identifiers.
 *
 * <p>An id is one letter for the resource type and the lower-case hex of the first 16 bytes of
 * SHA-256 over the UTF-8 text {@code type} U+001F {@code system} U+001F {@code value}.
 *
 * <p>Why: with ids that follow from the input, a repeated or concurrent write meets the same
 * resource; nothing has to be looked up and nothing can be created twice.
 */
public final class ResourceIds {

  private static final char SEPARATOR = '\u001f';
  private static final int HASH_BYTES = 16;

  private ResourceIds() {}

  /**
   * Id of a resource whose identifier value is made of the given parts.
   *
   * @throws IllegalArgumentException if a part is blank
   */
  public static String of(IdSpace space, String... parts) {
    return derive(space.resourceType(), space.letter(), space.system(), value(parts));
  }

  /**
   * Id of the Patient with a PatientID under the installation's PatientID system.
   *
   * @throws IllegalArgumentException if system or PatientID is blank
   */
  public static String patient(String system, String patientId) {
    return derive("Patient", IdSpace.PATIENT.letter(), system, PatientIds.normalize(patientId));
  }

  /** Id of the ImagingStudy of a StudyInstanceUID. */
  public static String study(String studyInstanceUid) {
    return of(IdSpace.STUDY, "urn:oid:" + studyInstanceUid);
  }

  /** Id of the BodyStructure of a segment or of an RTSTRUCT ROI. */
  public static String segment(String sopInstanceUid, int number) {
    return of(IdSpace.SEGMENT, sopInstanceUid + "#" + number);
  }

  /**
   * Joins the parts of an identifier value with U+001F.
   *
   * @throws IllegalArgumentException if a part is blank or contains the separator
   */
  public static String value(String... parts) {
    return Arrays.stream(parts).map(ResourceIds::checked).collect(Collectors.joining("\u001f"));
  }

  /** The identifier that a resource carries so that the server can recompute its id. */
  public static Identifier identifier(IdSpace space, String... parts) {
    return new Identifier().setSystem(space.system()).setValue(value(parts));
  }

  /**
   * Recomputes an id from a type and an identifier as it stands in a resource.
   *
   * @param value the whole value, its parts already joined
   */
  public static String recompute(IdSpace space, String system, String value) {
    return derive(space.resourceType(), space.letter(), system, value);
  }

  private static String derive(String type, char letter, String system, String value) {
    if (system.isBlank() || value.isBlank()) {
      throw new IllegalArgumentException("Blank identifier system or value for " + type);
    }
    var text = type + SEPARATOR + system + SEPARATOR + value;
    var hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return letter + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
  }

  private static String checked(String part) {
    if (part.isBlank() || part.indexOf(SEPARATOR) >= 0) {
      throw new IllegalArgumentException("Blank or unusable part in an identifier value");
    }
    return part;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}

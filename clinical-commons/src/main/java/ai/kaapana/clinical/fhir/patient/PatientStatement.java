package ai.kaapana.clinical.fhir.patient;

import ai.kaapana.clinical.fhir.id.PatientIds;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient.PatientLinkComponent;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * What one source says of a patient. A feeder never builds a Patient itself: it states, and {@link
 * PatientMerge} decides, so that the order of arrival does not matter.
 *
 * @param system the installation's PatientID system
 * @param patientId the DICOM PatientID
 * @param source {@code dicom} or {@code dataset:<name>}
 * @param identifiers further identifiers; the PatientID itself is added
 * @param assigner display name of the IssuerOfPatientID, if it is kept
 * @param stated gender (CodeType), birthDate (DateType), deceased (BooleanType or DateTimeType)
 * @param linker elements that the linker alone writes; null for others
 */
public record PatientStatement(
    String system,
    String patientId,
    String source,
    List<Identifier> identifiers,
    @Nullable String assigner,
    Map<PatientElement, Type> stated,
    @Nullable LinkerElements linker) {

  /** Source of everything that comes from the PACS. */
  public static final String DICOM = "dicom";

  /** The elements of Patient that belong to the linker. */
  public record LinkerElements(
      List<HumanName> names,
      boolean active,
      List<PatientLinkComponent> links,
      List<Coding> security) {

    public LinkerElements {
      names = List.copyOf(names);
      links = List.copyOf(links);
      security = List.copyOf(security);
    }
  }

  public PatientStatement {
    patientId = PatientIds.normalize(patientId);
    identifiers = List.copyOf(identifiers);
    stated = stated.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(stated));
    if (patientId.isBlank() || source.isBlank()) {
      throw new IllegalArgumentException("A patient statement needs a PatientID and a source");
    }
  }

  /** What a dataset says of a patient. */
  public static PatientStatement ofDataset(
      String system, String patientId, String dataset, Map<PatientElement, Type> stated) {
    return new PatientStatement(
        system, patientId, datasetSource(dataset), List.of(), null, stated, null);
  }

  /** What the PACS says of a patient. */
  public static PatientStatement ofDicom(
      String system,
      String patientId,
      List<Identifier> identifiers,
      @Nullable String assigner,
      Map<PatientElement, Type> stated,
      LinkerElements linker) {
    return new PatientStatement(system, patientId, DICOM, identifiers, assigner, stated, linker);
  }

  public static String datasetSource(String dataset) {
    return "dataset:" + dataset;
  }

  public String resourceId() {
    return ResourceIds.patient(system, patientId);
  }

  /** Neither values nor the id: they are a patient's. */
  @Override
  public String toString() {
    return "PatientStatement[source=" + source + "]";
  }
}

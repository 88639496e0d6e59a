package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.service.store.FhirStore;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.ImagingStudy;

/**
 * How well a table and the imaging in the store match.
 *
 * @param applicable false while the store holds no imaging at all: nothing can be said then
 * @param rows rows of patients
 * @param rowsWithImaging rows of patients with at least one study
 * @param patients patients of the table
 * @param patientsWithImaging patients of the table with at least one study
 * @param imagingWithoutRow patients with imaging who are not in the table
 * @param share rows with imaging by all rows, 1 if there is none
 * @param sufficient whether a commit needs no confirmation
 */
record Coverage(
    boolean applicable,
    long rows,
    long rowsWithImaging,
    long patients,
    long patientsWithImaging,
    long imagingWithoutRow,
    double share,
    boolean sufficient) {

  /** Ids of the Patients who have at least one study. */
  static Set<String> imagedPatients(FhirStore store) {
    Set<String> patients = new HashSet<>();
    if (store.count(ImagingStudy.class, Map.of()) > 0) {
      for (var study : store.search(ImagingStudy.class, Map.of("_elements", "subject"))) {
        var patient = study.getSubject().getReferenceElement().getIdPart();
        if (patient != null) {
          patients.add(patient);
        }
      }
    }
    return patients;
  }

  /** Counts the rows of a table against the patients with imaging. */
  static final class Counter {
    private final Set<String> imaged;
    private long rows;
    private long rowsWithImaging;
    private long patients;
    private long patientsWithImaging;

    Counter(Set<String> imaged) {
      this.imaged = imaged;
    }

    boolean applicable() {
      return !imaged.isEmpty();
    }

    /** Takes a patient of the table; answers whether it has imaging. */
    boolean add(String patientResourceId, int patientRows) {
      boolean found = imaged.contains(patientResourceId);
      rows += patientRows;
      patients++;
      rowsWithImaging += found ? patientRows : 0;
      patientsWithImaging += found ? 1 : 0;
      return found;
    }

    Coverage end(double minimum) {
      double share = rows == 0 ? 1 : (double) rowsWithImaging / rows;
      return new Coverage(
          applicable(),
          rows,
          rowsWithImaging,
          patients,
          patientsWithImaging,
          imaged.size() - patientsWithImaging,
          share,
          !applicable() || share >= minimum);
    }
  }
}

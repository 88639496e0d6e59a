package ai.kaapana.clinical.local;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A part of the stack that is a process of its own. */
public enum Component {
  /** The one PostgreSQL of all databases. */
  POSTGRES,
  /** The PACS: the double, or an Orthanc. */
  PACS,
  /** The FHIR store with the analytics. */
  FHIR_SERVER("server.FhirServerApplication", "fhir", 768),
  /** DICOM studies to FHIR. */
  DICOM_LINKER("linker.DicomLinkerApplication", "linker", 384),
  /** Radiomics results to FHIR. */
  RADIOMICS_ADAPTER("radiomics.RadiomicsAdapterApplication", "radiomics", 384),
  /** Clinical tables to FHIR, and the web page. */
  IMPORT_SERVICE("importer.ImportServiceApplication", "importer", 384);

  private final String mainClass;
  private final String database;
  private final int heapMegabytes;

  Component() {
    this("", "", 0);
  }

  Component(String mainClass, String database, int heapMegabytes) {
    this.mainClass = mainClass;
    this.database = database;
    this.heapMegabytes = heapMegabytes;
  }

  /** The four services, each after those that it calls. */
  public static List<Component> services() {
    return Arrays.stream(values()).filter(Component::isService).toList();
  }

  /** Whether it is one of the four services. */
  public boolean isService() {
    return !mainClass.isEmpty();
  }

  /** Its name, which is also that of its module, its log and its tokens. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String mainClass() {
    return "ai.kaapana.clinical." + mainClass;
  }

  String database() {
    return database;
  }

  int heapMegabytes() {
    return heapMegabytes;
  }
}

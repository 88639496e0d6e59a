package ai.kaapana.clinical.local;

/** Which PACS the stack runs. */
public enum PacsKind {
  /** The double of this project. */
  DOUBLE,
  /** Debian's Orthanc with its DICOMweb plugin, if it is installed. */
  ORTHANC
}

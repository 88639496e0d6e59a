package ai.kaapana.clinical.testing.auth;

import java.util.Optional;

/** The columns of the table: everybody who may come with or without a token. */
public enum MatrixCaller {
  /** No token. */
  ANONYMOUS("anonymous"),
  /** A token of another issuer, signed with its key. */
  FOREIGN_ISSUER("foreign issuer"),
  /** A member's token that ended an hour ago. */
  EXPIRED("expired"),
  /** A person of the platform who belongs to other projects only. */
  OTHER_PROJECT("other project"),
  /** A person or a workflow of the project. */
  MEMBER("member"),
  /** The realm role {@code admin}, in no project. */
  ADMIN("admin"),
  /** A service of ours; every other one has its certificate. */
  FHIR_SERVER("fhir-server"),
  /** A service of ours; every other one has its certificate. */
  DICOM_LINKER("dicom-linker"),
  /** A service of ours; every other one has its certificate. */
  IMPORT_SERVICE("import-service"),
  /** A service of ours; every other one has its certificate. */
  RADIOMICS_ADAPTER("radiomics-adapter"),
  /** A key pair that calls itself dicom-linker, unknown to the receiver. */
  FALSE_SERVICE("false service"),
  /** A live token that fhir-server issued to a member's notebook. */
  NOTEBOOK("notebook");

  private final String column;

  MatrixCaller(String column) {
    this.column = column;
  }

  /** Name of the column. */
  public String column() {
    return column;
  }

  /** The component of a service of ours. */
  public Optional<String> component() {
    return switch (this) {
      case FHIR_SERVER, DICOM_LINKER, IMPORT_SERVICE, RADIOMICS_ADAPTER -> Optional.of(column);
      default -> Optional.empty();
    };
  }
}

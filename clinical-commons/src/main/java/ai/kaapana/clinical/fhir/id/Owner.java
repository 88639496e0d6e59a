package ai.kaapana.clinical.fhir.id;

/** The part of the suite that alone may write resources of an identifier system. */
public enum Owner {
  /** {@code dicom-linker}. */
  LINKER("dicom-linker"),
  /** {@code import-service}. */
  IMPORTER("import-service"),
  /** {@code radiomics-adapter}. */
  ADAPTER("radiomics-adapter"),
  /** A person or a workflow, under the caller's own name. */
  CALLER("caller"),
  /** Linker and importer, element by element: Patient alone. */
  SHARED("shared"),
  /** Whoever owns the targets: Provenance alone. */
  OF_TARGETS("of-targets");

  private final String component;

  Owner(String component) {
    this.component = component;
  }

  /** Component name as it stands in service tokens ({@code service:<component>}). */
  public String component() {
    return component;
  }
}

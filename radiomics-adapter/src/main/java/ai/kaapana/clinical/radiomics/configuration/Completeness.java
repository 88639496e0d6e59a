package ai.kaapana.clinical.radiomics.configuration;

/** Whether a configuration says everything that the values depend on. */
public enum Completeness {
  /** Version, settings and image types are known, defaults of the version filled in. */
  COMPLETE("complete"),
  /** Something is unknown, or the version is not one whose defaults are known. */
  PARTIAL("partial");

  private final String code;

  Completeness(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}

package ai.kaapana.clinical.radiomics.configuration;

/** Whether a configuration says everything that the values depend on. */
public enum Completeness {
  /** Version, settings and image types are known, defaults of the version filled in. */
  COMPLETE("complete"),
  /**
   * Something is unknown, the version is not one whose defaults are known, or only the first order
   * features that Kaapana's stock form leaves over were computed.
   */
  PARTIAL("partial");

  private final String code;

  Completeness(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}

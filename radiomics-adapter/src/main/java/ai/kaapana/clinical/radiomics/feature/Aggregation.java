package ai.kaapana.clinical.radiomics.feature;

/** How a texture feature brings the directions of a volume together (IBSI reference manual 11). */
public enum Aggregation {
  /** One matrix of all directions. */
  MERGED("IAZD"),
  /** The mean of the features of each direction. */
  AVERAGED("ITBB");

  private final String ibsi;

  Aggregation(String ibsi) {
    this.ibsi = ibsi;
  }

  /** Code of IBSI. */
  public String ibsi() {
    return ibsi;
  }
}

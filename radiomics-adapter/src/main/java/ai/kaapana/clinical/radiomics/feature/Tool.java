package ai.kaapana.clinical.radiomics.feature;

/** A program that computes features. */
public enum Tool {
  /** Whether from its command line, from a script or from Kaapana's operator. */
  PYRADIOMICS("PyRadiomics"),
  /** The command line program for global image features, which Kaapana's stock workflow runs. */
  MITK("MITK"),
  TOTALSEGMENTATOR("TotalSegmentator");

  private final String title;

  Tool(String title) {
    this.title = title;
  }

  /** Name of the program as it calls itself. */
  public String title() {
    return title;
  }
}

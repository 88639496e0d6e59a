package ai.kaapana.clinical.importer.page.overview;

/** A kind of data that a patient has or lacks. */
enum Part {
  CLINICAL("Clinical facts"),
  OUTCOME("Survival"),
  IMAGING("Imaging"),
  SEGMENTATION("Segmentation"),
  RADIOMICS("Radiomics");

  private final String title;

  Part(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  int bit() {
    return 1 << ordinal();
  }
}

package ai.kaapana.clinical.linker.model;

import java.util.List;

/**
 * What the PACS answered about one study, before anything is made of it.
 *
 * @param rows the rows of the study query; more than one when the PACS files the study twice
 */
public record StudySource(List<Dataset> rows, List<SeriesSource> series) {

  /**
   * What the PACS answered about one series.
   *
   * @param row the row of the series query
   * @param instances the rows of the instance query
   * @param metadata full metadata of one representative image and of every derived object
   */
  public record SeriesSource(Dataset row, List<Dataset> instances, List<Dataset> metadata) {}
}

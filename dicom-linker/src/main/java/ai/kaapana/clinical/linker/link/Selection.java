package ai.kaapana.clinical.linker.link;

import ai.kaapana.clinical.linker.model.Dataset;
import ai.kaapana.clinical.linker.model.SeriesKey;
import ai.kaapana.clinical.linker.model.Tag;
import ai.kaapana.clinical.linker.project.ProjectSeries;
import java.util.List;

/** Which series of the PACS a run may link. */
sealed interface Selection {

  /** Returns those rows of a study's series that may be linked. */
  List<Dataset> of(String studyUid, List<Dataset> series);

  /** Says whether anything of a study may be linked. */
  boolean holds(String studyUid);

  /** Says whether a series may be linked. */
  boolean holds(SeriesKey series);

  /** The PACS belongs to the installation as a whole. */
  record Everything() implements Selection {

    @Override
    public List<Dataset> of(String studyUid, List<Dataset> series) {
      return series;
    }

    @Override
    public boolean holds(String studyUid) {
      return true;
    }

    @Override
    public boolean holds(SeriesKey series) {
      return true;
    }
  }

  /** Only what is listed for the project. A row without a UID cannot be in a list. */
  record Listed(ProjectSeries project) implements Selection {

    @Override
    public List<Dataset> of(String studyUid, List<Dataset> series) {
      return series.stream()
          .filter(
              row ->
                  row.text(Tag.SERIES_INSTANCE_UID)
                      .filter(uid -> project.holds(studyUid, uid))
                      .isPresent())
          .toList();
    }

    @Override
    public boolean holds(String studyUid) {
      return project.holds(studyUid);
    }

    @Override
    public boolean holds(SeriesKey series) {
      return project.holds(series.studyUid(), series.seriesUid());
    }
  }
}

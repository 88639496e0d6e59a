package ai.kaapana.clinical.pacs;

import java.util.List;

/**
 * What a caller sees through {@code dicom-web-filter}: series of its projects, all of them as an
 * administrator.
 *
 * <p>What the filter does not hide stays wrong here too: counts and modalities of a study are those
 * of the whole study.
 */
record FilterView(ProjectMapping mapping, boolean admin, List<String> projects) {

  boolean shows(Instance instance) {
    return admin || mapping.holds(projects, instance.seriesUid());
  }

  /** The filter's query for all instances of a study takes an empty list of series for no list. */
  boolean showsInStudy(Instance instance, List<Instance> study) {
    return shows(instance) || study.stream().noneMatch(this::shows);
  }
}

package ai.kaapana.clinical.server.analytics.store;

import ai.kaapana.clinical.fhir.Clinical;

/** Extensions that the snapshot reads. */
final class Urls {

  static final String SERIES_GEOMETRY = Clinical.extension("series-geometry");
  static final String SEGMENT = Clinical.extension("segment");
  static final String SEGMENTED_SERIES = Clinical.extension("segmented-series");
  static final String IMAGING_TARGET = Clinical.extension("imaging-target");
  static final String CONFIGURATION = Clinical.extension("configuration");
  static final String HISTOLOGY = Clinical.extension("histology");
  static final String TIME_AXIS = Clinical.extension("time-axis");

  /** Of FHIR itself: when a condition was stated, the only place for a day beside an onsetAge. */
  static final String ASSERTED_DATE =
      "http://hl7.org/fhir/StructureDefinition/condition-assertedDate";

  private Urls() {}
}

package ai.kaapana.clinical.server.analytics.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Collects records in any order and makes a view whose order follows from its content alone.
 *
 * <p>Patients may come after what refers to them; what refers to none of them is left out at the
 * end.
 */
public final class StoreViewBuilder {

  private final Map<String, PatientRecord> patients = new HashMap<>();
  private final List<StudyRecord> studies = new ArrayList<>();
  private final List<SegmentRecord> segments = new ArrayList<>();
  private final List<PanelRecord> panels = new ArrayList<>();
  private final Map<String, List<FactRecord>> facts = new TreeMap<>();
  private final Set<String> concepts = new TreeSet<>();
  private final List<SurvivalRecord> survival = new ArrayList<>();
  private final Map<String, FactRecord> lastContact = new HashMap<>();
  private final Map<FeatureSet, FeatureSet> featureSets = new HashMap<>();
  private final Map<ConfigurationRef, ConfigurationRef> configurations = new HashMap<>();

  public StoreViewBuilder add(PatientRecord patient) {
    patients.put(patient.key(), patient);
    return this;
  }

  public StoreViewBuilder add(StudyRecord study) {
    studies.add(study);
    return this;
  }

  public StoreViewBuilder add(SegmentRecord segment) {
    segments.add(segment);
    return this;
  }

  public StoreViewBuilder add(PanelRecord panel) {
    panels.add(panel);
    return this;
  }

  /** The one instance of a feature set, so that a thousand panels share one list of names. */
  public FeatureSet share(FeatureSet set) {
    return featureSets.computeIfAbsent(set, Function.identity());
  }

  /** The one instance of a configuration. */
  public ConfigurationRef share(ConfigurationRef configuration) {
    return configurations.computeIfAbsent(configuration, Function.identity());
  }

  /** Adds a value that was asked for. */
  public StoreViewBuilder add(String concept, FactRecord fact) {
    facts.computeIfAbsent(concept, key -> new ArrayList<>()).add(fact);
    return note(concept, fact);
  }

  /** Notes that the concept is stored and that the patient was known to be alive on that day. */
  public StoreViewBuilder note(String concept, FactRecord fact) {
    concepts.add(concept);
    return contact(fact);
  }

  private StoreViewBuilder contact(FactRecord fact) {
    if (fact.when() != null) {
      lastContact.merge(fact.patient(), fact, StoreViewBuilder::later);
    }
    return this;
  }

  public StoreViewBuilder add(SurvivalRecord record) {
    survival.add(record);
    return this;
  }

  /** The view of what was added. */
  public StoreView build(Instant takenAt, long resources) {
    var live =
        patients.values().stream()
            .sorted(Comparator.comparing(PatientRecord::patientId, CodePoints.ORDER))
            .toList();
    var keys = new HashSet<>(patients.keySet());
    return new StoreView(
        takenAt,
        live,
        keep(studies, StudyRecord::patient, keys, Comparator.comparing(StudyRecord::uid)),
        keep(
            segments,
            SegmentRecord::patient,
            keys,
            Comparator.comparing(SegmentRecord::segUid).thenComparing(SegmentRecord::number)),
        keep(panels, PanelRecord::patient, keys, byRank(live)),
        liveFacts(keys),
        List.copyOf(concepts),
        keep(
            survival,
            SurvivalRecord::patient,
            keys,
            Comparator.comparing(SurvivalRecord::endpoint)),
        Map.copyOf(lastContact),
        resources);
  }

  private Map<String, List<FactRecord>> liveFacts(Set<String> keys) {
    var order =
        Comparator.comparing(FactRecord::patient)
            .thenComparing(FactRecord::when, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(fact -> fact.value().asText());
    var result = new LinkedHashMap<String, List<FactRecord>>();
    facts.forEach(
        (concept, list) -> result.put(concept, keep(list, FactRecord::patient, keys, order)));
    return result;
  }

  /** Panels by patient, then image, ROI and configuration: their order names the columns. */
  private static Comparator<PanelRecord> byRank(List<PatientRecord> patients) {
    var rank = new HashMap<String, Integer>();
    patients.forEach(patient -> rank.put(patient.key(), rank.size()));
    var roi =
        Comparator.comparing((RoiKey key) -> key.series().studyUid())
            .thenComparing(key -> key.series().seriesUid())
            .thenComparing(RoiKey::segUid)
            .thenComparing(RoiKey::number);
    return Comparator.comparing((PanelRecord panel) -> rank.get(panel.patient()))
        .thenComparing(PanelRecord::roi, Comparator.nullsLast(roi))
        .thenComparing(panel -> panel.configuration().hash())
        .thenComparing(PanelRecord::key);
  }

  private static <T> List<T> keep(
      List<T> all, Function<T, String> patient, Set<String> live, Comparator<T> order) {
    return all.stream()
        .filter(item -> live.contains(patient.apply(item)))
        .sorted(order)
        .collect(Collectors.toUnmodifiableList());
  }

  private static FactRecord later(FactRecord a, FactRecord b) {
    var first = a.when();
    var second = b.when();
    return second == null || (first != null && first.compareTo(second) >= 0) ? a : b;
  }
}

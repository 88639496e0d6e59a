package ai.kaapana.clinical.pacs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The stored studies of the double; may be changed while it serves.
 *
 * <p>Attributes of a study or series are those of its first stored instance, as in an archive that
 * keeps one row for each.
 */
public final class Archive {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<String, Map<String, Map<String, Instance>>> studies = new LinkedHashMap<>();
  private final List<Path> skipped = new ArrayList<>();

  /** An archive without any study. */
  public static Archive empty() {
    return new Archive();
  }

  /** An archive of all DICOM files below a folder. */
  public static Archive read(Path folder) throws IOException {
    var archive = new Archive();
    archive.addFolder(folder);
    return archive;
  }

  /**
   * Adds all DICOM files below a folder in the order of their paths; other files are listed by
   * {@link #skipped}.
   */
  public void addFolder(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (var file : files) {
      try {
        add(readFile(file));
      } catch (DicomFormatException | IllegalArgumentException e) {
        locked(() -> skipped.add(file));
      }
    }
  }

  /**
   * The attributes of one DICOM file.
   *
   * @throws DicomFormatException if it is none, or ends too early
   */
  public static ObjectNode readFile(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return Part10Reader.read(in);
    }
  }

  /** Stores an instance; one with the same three UIDs is replaced. */
  public void add(ObjectNode attributes) {
    var instance = Instance.of(attributes);
    locked(
        () ->
            studies
                .computeIfAbsent(instance.studyUid(), uid -> new LinkedHashMap<>())
                .computeIfAbsent(instance.seriesUid(), uid -> new LinkedHashMap<>())
                .put(instance.sopUid(), instance));
  }

  /** Takes a study away and says whether there was one. */
  public boolean removeStudy(String studyUid) {
    return locked(() -> studies.remove(studyUid) != null);
  }

  /** Takes a series away, and its study with the last one. */
  public boolean removeSeries(String studyUid, String seriesUid) {
    return locked(
        () -> {
          var series = studies.getOrDefault(studyUid, new LinkedHashMap<>());
          boolean removed = series.remove(seriesUid) != null;
          if (removed && series.isEmpty()) {
            studies.remove(studyUid);
          }
          return removed;
        });
  }

  /** Takes an instance away, and its series and study with the last one. */
  public boolean removeInstance(String studyUid, String seriesUid, String sopUid) {
    return locked(
        () -> {
          var instances =
              studies
                  .getOrDefault(studyUid, Map.of())
                  .getOrDefault(seriesUid, new LinkedHashMap<>());
          boolean removed = instances.remove(sopUid) != null;
          if (removed && instances.isEmpty()) {
            removeSeries(studyUid, seriesUid);
          }
          return removed;
        });
  }

  /** Puts these instances in the place of a study in one step. */
  public void replaceStudy(String studyUid, Collection<ObjectNode> instances) {
    locked(
        () -> {
          studies.remove(studyUid);
          instances.forEach(this::add);
          return true;
        });
  }

  /** Files of the read folders that were no readable DICOM objects. */
  public List<Path> skipped() {
    return shared(() -> List.copyOf(skipped));
  }

  /** UIDs of all studies in the order of their arrival. */
  public List<String> studyUids() {
    return shared(() -> List.copyOf(studies.keySet()));
  }

  /** All instances of a study, series by series; none if there is no such study. */
  public List<Instance> instances(String studyUid) {
    return shared(
        () ->
            studies.getOrDefault(studyUid, Map.of()).values().stream()
                .flatMap(instances -> instances.values().stream())
                .toList());
  }

  /** How many instances are stored. */
  public int size() {
    return shared(() -> allSeries().mapToInt(SeriesView::size).sum());
  }

  /** How many series are stored. */
  public int seriesCount() {
    return shared(() -> (int) allSeries().count());
  }

  List<StudyView> view() {
    return shared(() -> studies.values().stream().map(Archive::view).toList());
  }

  private static StudyView view(Map<String, Map<String, Instance>> study) {
    return new StudyView(
        study.values().stream()
            .map(instances -> new SeriesView(List.copyOf(instances.values())))
            .toList());
  }

  private Stream<SeriesView> allSeries() {
    return studies.values().stream().flatMap(study -> view(study).series().stream());
  }

  private <T> T locked(Supplier<T> change) {
    lock.writeLock().lock();
    try {
      return change.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private <T> T shared(Supplier<T> reading) {
    lock.readLock().lock();
    try {
      return reading.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** One study as it was at one moment. */
  record StudyView(List<SeriesView> series) {
    Instance first() {
      return series.getFirst().first();
    }

    int size() {
      return series.stream().mapToInt(SeriesView::size).sum();
    }
  }

  /** One series as it was at one moment. */
  record SeriesView(SequencedCollection<Instance> instances) {
    Instance first() {
      return instances.getFirst();
    }

    int size() {
      return instances.size();
    }
  }
}

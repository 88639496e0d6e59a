package ai.kaapana.clinical.pacs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which series belong to which project, as {@code dicom-web-filter} keeps it; may be changed while
 * the filter serves.
 */
public final class ProjectMapping {

  /** The study of each series, by project and series. */
  private final Map<String, Map<String, String>> projects = new ConcurrentHashMap<>();

  /** A mapping of nothing. */
  public static ProjectMapping empty() {
    return new ProjectMapping();
  }

  /** Reads lines of project, study and series, separated by tabs. */
  public static ProjectMapping read(Path file) throws IOException {
    var mapping = new ProjectMapping();
    for (var line : Files.readAllLines(file)) {
      var parts = line.strip().split("\t");
      if (parts.length == 3) {
        mapping.assign(parts[0], parts[1], parts[2]);
      }
    }
    return mapping;
  }

  /** Lets a series belong to a project, besides those that it belongs to. */
  public void assign(String project, String studyUid, String seriesUid) {
    projects.computeIfAbsent(project, p -> new ConcurrentHashMap<>()).put(seriesUid, studyUid);
  }

  /** Takes a series out of a project. */
  public void withdraw(String project, String seriesUid) {
    projects.getOrDefault(project, new LinkedHashMap<>()).remove(seriesUid);
  }

  /** Whether one of the projects has the series. */
  boolean holds(Collection<String> anyOf, String seriesUid) {
    return anyOf.stream().anyMatch(p -> projects.getOrDefault(p, Map.of()).containsKey(seriesUid));
  }

  /** What the mapping API answers for a project. */
  ArrayNode series(String project) {
    var rows = JsonNodeFactory.instance.arrayNode();
    projects
        .getOrDefault(project, Map.of())
        .forEach(
            (series, study) ->
                rows.addObject()
                    .put("series_instance_uid", series)
                    .put("study_instance_uid", study)
                    .put("description", "Dicom data"));
    return rows;
  }
}

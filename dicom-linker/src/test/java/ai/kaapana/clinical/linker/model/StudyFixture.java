package ai.kaapana.clinical.linker.model;

import ai.kaapana.clinical.linker.dicomweb.DicomJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Answers of a PACS about one study, from a file under {@code fixtures}. */
public final class StudyFixture {

  private StudyFixture() {}

  /** Returns the answers of a file. */
  public static StudySource read(String name) {
    try (InputStream file = StudyFixture.class.getResourceAsStream("/fixtures/" + name + ".json")) {
      return source(new ObjectMapper().readTree(Objects.requireNonNull(file, name)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the study of a file, which must be linkable. */
  public static Study study(String name, Findings findings) {
    return StudyReader.read(read(name), findings).orElseThrow();
  }

  private static StudySource source(JsonNode json) {
    var series = new ArrayList<StudySource.SeriesSource>();
    for (var one : json.path("series")) {
      series.add(
          new StudySource.SeriesSource(
              DicomJson.array("[" + one.path("row") + "]").get(0),
              datasets(one.path("instances")),
              datasets(one.path("metadata"))));
    }
    return new StudySource(datasets(json.path("rows")), series);
  }

  private static List<Dataset> datasets(JsonNode array) {
    return DicomJson.array(array.toString());
  }
}

package ai.kaapana.clinical.linker.project;

import ai.kaapana.clinical.linker.issue.LinkerIssue;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the answer of the filter's mapping API: a JSON array of objects with a series and its
 * study. Anything else, such as an object with an error under status 200, is no list.
 */
final class ProjectListReader {

  private static final JsonFactory JSON = new JsonFactory();

  private ProjectListReader() {}

  static ProjectSeries read(byte[] body) {
    try (var parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw malformed();
      }
      var rows = new ArrayList<ProjectSeries.Row>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        rows.add(row(parser));
      }
      if (parser.nextToken() != null) {
        throw malformed();
      }
      return ProjectSeries.of(List.copyOf(rows));
    } catch (IOException e) {
      throw malformed();
    }
  }

  private static ProjectSeries.Row row(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw malformed();
    }
    var study = "";
    var series = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "study_instance_uid" -> study = String.valueOf(parser.getValueAsString(""));
        case "series_instance_uid" -> series = String.valueOf(parser.getValueAsString(""));
        default -> parser.skipChildren();
      }
    }
    return new ProjectSeries.Row(study.strip(), series.strip());
  }

  private static ProjectListException malformed() {
    return new ProjectListException(LinkerIssue.PROJECT_LIST_MALFORMED);
  }
}

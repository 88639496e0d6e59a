package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.model.StudyRecord;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes addresses of the image viewer.
 *
 * @param template an address in which {@code {study_uid}} stands for the row's study; at level
 *     patient for all studies of the patient, separated by commas
 */
public record ViewerLink(String template) {

  private static final String STUDY = "{study_uid}";

  public ViewerLink {
    if (!template.contains(STUDY)) {
      throw new IllegalArgumentException("The viewer's address must contain " + STUDY);
    }
  }

  Column column(List<Row> rows) {
    var info = new ColumnInfo("viewer_url", ColumnType.TEXT, null, null, "address of the viewer");
    return Column.text(info, rows, this::address);
  }

  private @Nullable String address(Row row) {
    var uids =
        Stream.concat(
                row.images().stream().map(image -> image.study().uid()),
                Stream.ofNullable(row.study()).map(StudyRecord::uid))
            .distinct()
            .sorted()
            .map(uid -> URLEncoder.encode(uid, StandardCharsets.UTF_8))
            .collect(Collectors.joining(","));
    return uids.isEmpty() ? null : template.replace(STUDY, uids);
  }
}

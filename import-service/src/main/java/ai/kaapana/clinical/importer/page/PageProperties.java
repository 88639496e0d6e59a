package ai.kaapana.clinical.importer.page;

import ai.kaapana.clinical.service.config.ConfigurationException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the page.
 *
 * @param viewerUrl address of the image viewer, in which {@code {study_uid}} and, if it can show
 *     one series, {@code {series_uid}} are replaced; absent = the page has no links to a viewer
 * @param tablesFolder folder of the project's bucket into which "Send to JupyterLab" writes; below
 *     the folder with the notebook, so that the notebook finds the tables by itself
 */
@ConfigurationProperties("clinical.page")
public record PageProperties(
    @Nullable String viewerUrl, @DefaultValue("clinical/tables") String tablesFolder) {
  private static final String STUDY = "{study_uid}";
  private static final String SERIES = "{series_uid}";
  private static final Pattern FOLDER = Pattern.compile("[\\w-][\\w.-]*(/[\\w-][\\w.-]*)*");

  /** Refuses an address that would show the same for each study, or run something; odd folders. */
  public PageProperties {
    viewerUrl = viewerUrl == null || viewerUrl.isBlank() ? null : viewerUrl.strip();
    if (viewerUrl != null
        && (!viewerUrl.contains(STUDY) || !viewerUrl.matches("(?s)(/[^/]|https?://).*"))) {
      throw new ConfigurationException(
          "clinical.page.viewer-url",
          "is no address with a place for the study",
          "Write a path or an http address with {study_uid}, for example"
              + " /ohif/viewer?StudyInstanceUIDs={study_uid}.");
    }
    if (!FOLDER.matcher(tablesFolder).matches()) {
      throw new ConfigurationException(
          "clinical.page.tables-folder",
          "is no folder of a bucket",
          "Write names of letters, digits, dots and dashes with slashes between them, for example"
              + " clinical/tables.");
    }
  }

  /** The viewer's address of a series, or of a study where the series is empty; empty = no link. */
  public String viewer(String studyUid, String seriesUid) {
    if (viewerUrl == null || studyUid.isEmpty()) {
      return "";
    }
    return viewerUrl.replace(STUDY, encode(studyUid)).replace(SERIES, encode(seriesUid));
  }

  private static String encode(String uid) {
    return URLEncoder.encode(uid, StandardCharsets.UTF_8);
  }
}

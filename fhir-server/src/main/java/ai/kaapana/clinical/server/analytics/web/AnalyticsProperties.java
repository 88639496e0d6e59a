package ai.kaapana.clinical.server.analytics.web;

import ai.kaapana.clinical.service.config.ConfigurationException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the joint table.
 *
 * @param viewerUrl address of the image viewer; {@code {study_uid}} stands for the study
 * @param concurrent how many tables are computed at a time; others wait
 */
@ConfigurationProperties("clinical.analytics")
record AnalyticsProperties(
    @DefaultValue("/ohif/viewer?StudyInstanceUIDs={study_uid}") String viewerUrl,
    @DefaultValue("2") int concurrent) {

  AnalyticsProperties {
    if (!viewerUrl.contains("{study_uid}")) {
      throw new ConfigurationException(
          "clinical.analytics.viewer-url",
          "does not say where the study goes",
          "Write {study_uid} where the viewer expects the StudyInstanceUID.");
    }
    if (concurrent < 1) {
      throw new ConfigurationException(
          "clinical.analytics.concurrent", "is below 1", "Allow at least one table at a time.");
    }
  }
}

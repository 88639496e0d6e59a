package ai.kaapana.clinical.importer.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.service.config.ConfigurationException;
import org.junit.jupiter.api.Test;

class PagePropertiesTest {

  @Test
  void withoutAViewerThereIsNoLink() {
    assertThat(new PageProperties(null).viewer("1.2", "1.2.3")).isEmpty();
    assertThat(new PageProperties("  ").viewer("1.2", "1.2.3")).isEmpty();
  }

  @Test
  void putsStudyAndSeriesIntoTheAddress() {
    var page = new PageProperties("/ohif/viewer?StudyInstanceUIDs={study_uid}&s={series_uid}");
    assertThat(page.viewer("1.2", "1.2&3"))
        .isEqualTo("/ohif/viewer?StudyInstanceUIDs=1.2&s=1.2%263");
    assertThat(page.viewer("", "")).isEmpty();
  }

  @Test
  void refusesAnAddressThatRunsSomethingOrNamesNoStudy() {
    assertThatThrownBy(() -> new PageProperties("javascript:alert('{study_uid}')"))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> new PageProperties("//elsewhere/{study_uid}"))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> new PageProperties("/ohif/viewer"))
        .isInstanceOf(ConfigurationException.class);
  }
}

package ai.kaapana.clinical.importer.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.service.config.ConfigurationException;
import org.junit.jupiter.api.Test;

class PagePropertiesTest {

  private static PageProperties page(String viewer) {
    return new PageProperties(viewer, "clinical/tables");
  }

  @Test
  void withoutAViewerThereIsNoLink() {
    assertThat(page(null).viewer("1.2", "1.2.3")).isEmpty();
    assertThat(page("  ").viewer("1.2", "1.2.3")).isEmpty();
  }

  @Test
  void putsStudyAndSeriesIntoTheAddress() {
    var page = page("/ohif/viewer?StudyInstanceUIDs={study_uid}&s={series_uid}");
    assertThat(page.viewer("1.2", "1.2&3"))
        .isEqualTo("/ohif/viewer?StudyInstanceUIDs=1.2&s=1.2%263");
    assertThat(page.viewer("", "")).isEmpty();
  }

  @Test
  void refusesAnAddressThatRunsSomethingOrNamesNoStudy() {
    assertThatThrownBy(() -> page("javascript:alert('{study_uid}')"))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> page("//elsewhere/{study_uid}"))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> page("/ohif/viewer")).isInstanceOf(ConfigurationException.class);
  }

  @Test
  void refusesAFolderThatLeadsOutOfItself() {
    for (var folder : new String[] {"", "/tables", "tables/", "a/../b", "a b"}) {
      assertThatThrownBy(() -> new PageProperties(null, folder))
          .as(folder)
          .isInstanceOf(ConfigurationException.class);
    }
  }
}

package ai.kaapana.clinical.linker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LinkerPropertiesTest {

  private static final String BASE = "clinical.linker.pacs.base-url";

  private static LinkerProperties bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("clinical.linker", LinkerProperties.class);
  }

  @Test
  void needsJustTheAddressOfThePacs() {
    var pacs = bind(Map.of(BASE, "http://pacs:8080/dicom-web/")).pacs();
    assertThat(pacs.baseUrl()).hasToString("http://pacs:8080/dicom-web");
    assertThat(pacs.publicUrl()).isEqualTo(pacs.baseUrl());
    assertThat(pacs.parallel()).isEqualTo(4);
  }

  @Test
  void linksEverythingOnlyWhereNoProjectIsSet() {
    assertThat(bind(Map.of(BASE, "http://pacs:8080/rs")).projects()).isNull();
    var settings = Map.of(BASE, "http://pacs:8080/rs", "clinical.linker.projects.project-id", "p1");
    assertThat(bind(settings).projects().projectId()).isEqualTo("p1");
    var half = Map.of(BASE, "http://pacs:8080/rs", "clinical.linker.projects.timeout", "5s");
    assertThatThrownBy(() -> bind(half)).rootCause().hasMessageContaining("project-id");
  }

  @Test
  void doesNotStartWithHalfAnAccount() {
    var settings =
        Map.of(
            BASE,
            "http://pacs:8080/rs",
            "clinical.linker.pacs.account.token-url",
            "http://keycloak/token");
    assertThatThrownBy(() -> bind(settings)).rootCause().hasMessageContaining("account");
  }

  @Test
  void doesNotStartWithoutAPacs() {
    assertThatThrownBy(() -> bind(Map.of())).rootCause().hasMessageContaining(BASE);
  }

  @ParameterizedTest
  @CsvSource({
    "base-url,ftp://pacs",
    "base-url,http://user:secret@pacs/rs",
    "public-url,nowhere",
    "time-zone,Mars/Olympus",
    "time-axis,sideways",
    "page-size,0",
    "parallel,9",
    "read-timeout,0s",
    "name,a b",
    "username,reader"
  })
  void doesNotStartWithAnAbsurdValue(String key, String value) {
    var settings = new HashMap<>(Map.of(BASE, "http://pacs:8080/rs"));
    settings.put("clinical.linker.pacs." + key, value);
    assertThatThrownBy(() -> bind(settings))
        .rootCause()
        .hasMessageContaining("clinical.linker.pacs.")
        .hasMessageNotContaining("secret");
  }
}

package ai.kaapana.clinical.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that are not possible are refused with their path before anything is made. */
class ValuesSchemaTest {

  @ParameterizedTest
  @CsvSource({
    "DATA, resource.postgres.limits.memory, 1Gi, additional properties 'resource' not allowed",
    "DATA, resources.fhirServer.limits.memory, 1Gi, at '/resources'",
    "DATA, resources.postgres.limits.memory, much, at '/resources/postgres/limits/memory'",
    "DATA, resources.postgres.limits.disk, 1Gi, at '/resources/postgres/limits'",
    "DATA, network.enabled, perhaps, at '/network/enabled'",
    "DATA, network.enabled, 1, at '/network/enabled'",
    "DATA, patientSystem, patients, at '/patientSystem'",
    "DATA, pacs.name, Main PACS, at '/pacs/name'",
    "DATA, global.clinical_time_axis, moved, at '/global/clinical_time_axis'",
    "DATA, global.clinical_notebook_access, true, at '/global/clinical_notebook_access'",
    "DATA, global.clinical_database_storage, big, at '/global/clinical_database_storage'",
    "DATA, imagePullSecrets, registry-secret, at '/imagePullSecrets'",
    "WORKFLOW, user, 0, at '/user'",
    "WORKFLOW, user, someone, at '/user'",
    "WORKFLOW, notebooks.prefix, /clinical, at '/notebooks/prefix'",
    "WORKFLOW, dags.claim, '', at '/dags/claim'",
    "WORKFLOW, offlineRender, true, additional properties 'offlineRender' not allowed",
  })
  void isRefused(Chart chart, String key, String value, String message) {
    assertThatThrownBy(() -> chart.launched(Map.of(key, value))).hasMessageContaining(message);
  }

  /**
   * The store sends more than sixty values of the platform, and those of other charts by mistake.
   */
  @Test
  void globalsOfOthersAreIgnored() {
    assertThat(Chart.DATA.launched(Map.of("global.something_else", "x")).all())
        .hasSameSizeAs(Chart.DATA.launched().all());
  }
}

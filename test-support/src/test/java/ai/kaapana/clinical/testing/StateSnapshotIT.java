package ai.kaapana.clinical.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** On the tables of the store as far as a snapshot reads them. */
class StateSnapshotIT {

  private static final String TABLES =
      """
      create table hfj_resource (res_id bigint primary key, res_type text, fhir_id text, res_ver bigint, res_deleted_at timestamp);
      create table hfj_res_ver (pid bigserial primary key, res_id bigint, res_ver bigint, res_text_vc text);
      create table hfj_res_tag (pid bigserial primary key, res_id bigint, tag_id bigint);
      create table hfj_tag_def (tag_id bigint primary key, tag_type int, tag_system text, tag_code text);
      insert into hfj_tag_def values (1, 0, 'urn:dataset', 'lung1');
      """;

  private static TestPostgres.Database store() {
    TestPostgres.Database database = TestPostgres.newDatabase();
    database.execute(TABLES);
    return database;
  }

  private static void put(
      TestPostgres.Database store, int pid, String id, int version, String text) {
    store.execute(
        "insert into hfj_resource values (%d, 'Observation', '%s', %d, null) on conflict (res_id) do update set res_ver = %d"
            .formatted(pid, id, version, version));
    store.execute(
        "insert into hfj_res_ver (res_id, res_ver, res_text_vc) values (%d, %d, '%s')"
            .formatted(pid, version, text));
  }

  @Test
  void isEqualWhateverTheOrderOfArrival() {
    TestPostgres.Database first = store();
    put(first, 1, "a", 1, "{\"status\": \"final\", \"recorded\": \"2024-01-01\"}");
    put(first, 2, "b", 1, "{\"status\": \"final\"}");
    TestPostgres.Database second = store();
    put(second, 1, "b", 1, "{\"status\": \"amended\"}");
    put(second, 1, "b", 2, "{\"status\": \"final\"}");
    put(second, 2, "a", 1, "{\"recorded\": \"2025-01-01\", \"status\": \"final\"}");
    StateSnapshot one = StateSnapshot.of(first);
    StateSnapshot two = StateSnapshot.of(second);
    assertThatCode(() -> one.assertEqualState(two)).doesNotThrowAnyException();
    assertThatThrownBy(() -> one.assertEqualStateAndVersions(two))
        .hasMessageContaining("2 versions");
    assertThat(one.countsByType()).isEqualTo(Map.of("Observation", 2L));
  }

  @Test
  void findsContentTagsMissingAndDeletedResources() {
    TestPostgres.Database first = store();
    put(first, 1, "a", 1, "{\"status\": \"final\"}");
    put(first, 2, "b", 1, "{\"status\": \"final\"}");
    put(first, 3, "c", 1, "{\"status\": \"final\"}");
    TestPostgres.Database second = store();
    put(second, 1, "a", 1, "{\"status\": \"amended\"}");
    put(second, 2, "b", 1, "{\"status\": \"final\"}");
    second.execute("insert into hfj_res_tag (res_id, tag_id) values (2, 1)");
    put(second, 3, "c", 1, "{\"status\": \"final\"}");
    second.execute("update hfj_resource set res_deleted_at = now() where res_id = 3");
    assertThat(StateSnapshot.of(first).differences(StateSnapshot.of(second)))
        .hasSize(3)
        .anyMatch(
            line ->
                line.startsWith("different: Observation/a")
                    && line.contains("+   \"status\" : \"amended\""))
        .anyMatch(
            line ->
                line.startsWith("different: Observation/b")
                    && line.contains("+ tags 0|urn:dataset|lung1"))
        .anyMatch(line -> line.startsWith("only in the first: Observation/c"));
  }
}

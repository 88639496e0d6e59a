package ai.kaapana.clinical.server.analytics.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.testing.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What counts as live, on tables of HAPI's form without HAPI. */
class HapiTablesIT {

  private final TestPostgres.Database database = TestPostgres.newDatabase();
  private final HapiTables tables =
      new HapiTables(
          new DriverManagerDataSource(database.url(), database.user(), database.password()));

  @BeforeEach
  void createTables() {
    database.execute(
        """
        create table HFJ_RESOURCE (RES_ID bigint primary key, RES_TYPE text, RES_VER bigint,
          FHIR_ID text, RES_DELETED_AT timestamp);
        create table HFJ_RES_VER (RES_ID bigint, RES_VER bigint, RES_ENCODING text,
          RES_TEXT_VC text);
        create table HFJ_RES_TAG (RES_ID bigint, TAG_ID bigint);
        create table HFJ_TAG_DEF (TAG_ID bigint primary key, TAG_SYSTEM text, TAG_CODE text);
        insert into HFJ_TAG_DEF values (1, '%s', 'tombstone'), (2, 'other', 'tag');
        """
            .formatted(HapiTables.TOMBSTONE));
  }

  private void insert(int id, String type, int version, String deleted, String encoding) {
    database.execute(
        "insert into HFJ_RESOURCE values (%d, '%s', %d, 'r%d', %s)"
            .formatted(id, type, version, id, deleted));
    for (int v = 1; v <= version; v++) {
      database.execute(
          "insert into HFJ_RES_VER values (%d, %d, '%s', '{\"v\":%d}')"
              .formatted(id, v, encoding, v));
    }
  }

  private List<StoredResource> read(String type) {
    return tables.inSnapshot(snapshot -> read(snapshot, type));
  }

  private static List<StoredResource> read(Snapshot snapshot, String type) {
    var found = new ArrayList<StoredResource>();
    snapshot.forEach(type, found::add);
    return found;
  }

  @Test
  void givesTheCurrentVersionOfWhatIsLive() {
    insert(1, "Patient", 3, "null", "JSON");
    insert(2, "Patient", 1, "now()", "DEL");
    insert(3, "Device", 1, "null", "JSON");
    insert(4, "Patient", 1, "null", "JSON");
    insert(5, "Patient", 1, "null", "JSON");
    database.execute("insert into HFJ_RES_TAG values (4, 1), (5, 2)");

    assertThat(read("Patient"))
        .containsExactlyInAnyOrder(
            new StoredResource("r1", "{\"v\":3}"), new StoredResource("r5", "{\"v\":1}"));
  }

  @Test
  void losesNoRowHoweverManyThereAre() {
    database.execute(
        """
        insert into HFJ_RESOURCE
          select i, 'Observation', 1, 'r' || i, null from generate_series(1, 20500) i;
        insert into HFJ_RES_VER select i, 1, 'JSON', '{}' from generate_series(1, 20500) i;
        """);

    assertThat(read("Observation")).hasSize(20_500).doesNotHaveDuplicates();
  }

  @Test
  void seesOneStateWhateverIsWrittenMeanwhile() {
    insert(1, "Patient", 1, "null", "JSON");

    var found =
        tables.inSnapshot(
            snapshot -> {
              var before = read(snapshot, "Patient");
              insert(2, "Patient", 1, "null", "JSON");
              insert(3, "Observation", 1, "null", "JSON");
              database.execute("update HFJ_RESOURCE set RES_DELETED_AT = now() where RES_ID = 1");
              assertThat(read(snapshot, "Patient")).isEqualTo(before);
              return read(snapshot, "Observation");
            });

    assertThat(found).isEmpty();
    assertThat(read("Patient")).extracting(StoredResource::id).containsExactly("r2");
  }

  @Test
  void refusesWhatItCannotReadInsteadOfLeavingItOut() {
    insert(1, "Patient", 1, "null", "JSONC");

    assertThatThrownBy(() -> read("Patient")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void leavesNoTransactionOpen() {
    read("Patient");

    database.execute("drop table HFJ_RES_TAG");
  }
}

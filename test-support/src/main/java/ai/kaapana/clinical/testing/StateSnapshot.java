package ai.kaapana.clinical.testing;

import ai.kaapana.clinical.fhir.bundle.Canonical;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The live resources of a store, read from its database: type, id and canonical content, without
 * what the store adds and without {@code recorded}. Two stores with equal snapshots are in equal
 * state.
 *
 * @param resources {@code Type/id} to canonical content with tags
 * @param versions how many versions the database holds, of live and deleted resources
 */
public record StateSnapshot(Map<String, String> resources, long versions) {

  private static final int SHOWN = 10;

  /** HAPI keeps id, meta and tags outside of the text of a resource. */
  private static final String LIVE =
      """
      select r.res_type, r.fhir_id, v.res_text_vc,
        (select string_agg(concat_ws('|', d.tag_type::text, d.tag_system, d.tag_code), ' '
                           order by d.tag_type, d.tag_system, d.tag_code)
         from hfj_res_tag t join hfj_tag_def d on d.tag_id = t.tag_id where t.res_id = r.res_id) as tags
      from hfj_resource r join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
      where r.res_deleted_at is null
      """;

  public StateSnapshot {
    resources = java.util.Collections.unmodifiableMap(new TreeMap<>(resources));
  }

  /** Reads the database of a fhir-server. */
  public static StateSnapshot of(TestPostgres.Database database) {
    try (Connection connection = database.connect()) {
      return of(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("no connection to the store's database", e);
    }
  }

  /** Reads the database of a fhir-server, in one snapshot. */
  public static StateSnapshot of(Connection connection) {
    try {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      StateSnapshot snapshot = new StateSnapshot(live(connection), count(connection));
      connection.rollback();
      return snapshot;
    } catch (SQLException e) {
      throw new IllegalStateException("the store's database was not read", e);
    }
  }

  private static Map<String, String> live(Connection connection) throws SQLException {
    Map<String, String> all = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(LIVE)) {
      statement.setFetchSize(500);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String type = rows.getString(1);
          String id = rows.getString(2);
          String text = rows.getString(3);
          if (text == null) {
            throw new IllegalStateException("the content of a " + type + " is not in res_text_vc");
          }
          String tags = rows.getString(4);
          String content =
              Canonical.ofJson(type, id, text) + (tags == null ? "" : "\ntags " + tags);
          all.put(type + "/" + id, content);
        }
      }
    }
    return all;
  }

  private static long count(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select count(*) from hfj_res_ver");
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** How many live resources there are of each type. */
  public Map<String, Long> countsByType() {
    Map<String, Long> counts = new TreeMap<>();
    resources
        .keySet()
        .forEach(key -> counts.merge(key.substring(0, key.indexOf('/')), 1L, Long::sum));
    return counts;
  }

  /** What differs from another snapshot, for people; empty = equal state. */
  public List<String> differences(StateSnapshot other) {
    List<String> all = new ArrayList<>();
    resources.forEach((key, content) -> compare(key, content, other.resources.get(key), all));
    other.resources.keySet().stream()
        .filter(key -> !resources.containsKey(key))
        .forEach(key -> all.add("only in the second: " + key + "\n" + other.resources.get(key)));
    return all;
  }

  private static void compare(
      String key, String content, @Nullable String otherContent, List<String> all) {
    if (otherContent == null) {
      all.add("only in the first: " + key + "\n" + content);
    } else if (!otherContent.equals(content)) {
      all.add("different: " + key + " " + TextDiff.of(lines(content), lines(otherContent)));
    }
  }

  private static String lines(String content) {
    int tags = content.indexOf('\n');
    return tags < 0
        ? Approval.pretty(content)
        : Approval.pretty(content.substring(0, tags)) + content.substring(tags + 1);
  }

  /** Fails with the first differences unless the other store is in equal state. */
  public void assertEqualState(StateSnapshot other) {
    List<String> differences = differences(other);
    if (!differences.isEmpty()) {
      throw new AssertionError(
          "the stores differ in %d resources (first: %s, second: %s)%n%s"
              .formatted(
                  differences.size(),
                  countsByType(),
                  other.countsByType(),
                  String.join(
                      "\n\n", differences.subList(0, Math.min(SHOWN, differences.size())))));
    }
  }

  /** Fails unless the other store is in equal state with equally many versions. */
  public void assertEqualStateAndVersions(StateSnapshot other) {
    assertEqualState(other);
    if (versions != other.versions) {
      throw new AssertionError(
          "equal state, but %d versions in the first and %d in the second"
              .formatted(versions, other.versions));
    }
  }
}

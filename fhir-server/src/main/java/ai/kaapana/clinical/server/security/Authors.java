package ai.kaapana.clinical.server.security;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code resource_author}: who wrote a result or a cohort.
 *
 * <p>A line is written in the transaction of the resource, so that both are kept or lost together.
 * It outlives a deletion, since what is deleted together with a result, in any order, asks for it.
 */
final class Authors {

  private final JdbcClient jdbc;

  Authors(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void note(String type, String id, String author) {
    jdbc.sql(
            """
            insert into resource_author (resource_type, resource_id, author)
            values (:type, :id, :author)
            on conflict (resource_type, resource_id) do update set author = excluded.author
            """)
        .param("type", type)
        .param("id", id)
        .param("author", author)
        .update();
  }

  Optional<String> of(String type, String id) {
    return jdbc.sql(
            "select author from resource_author where resource_type = :type and resource_id = :id")
        .param("type", type)
        .param("id", id)
        .query(String.class)
        .optional();
  }
}

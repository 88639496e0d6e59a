package ai.kaapana.clinical.service.objectstore;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of the objects that the poller has seen. */
final class SeenObjects {

  /** One row. */
  record Seen(String etag, long size, boolean handled) {

    boolean sameAs(StoredObject object) {
      return etag.equals(object.etag()) && size == object.size();
    }
  }

  private final JdbcClient jdbc;
  private final Clock clock;
  private final String bucket;

  SeenObjects(JdbcClient jdbc, Clock clock, String bucket) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.bucket = bucket;
  }

  Map<String, Seen> below(String prefix) {
    Map<String, Seen> all = new HashMap<>();
    jdbc.sql(
            """
            select object_key, etag, size, handled is not null as handled from object_seen
            where bucket = :bucket and starts_with(object_key, :prefix)
            """)
        .param("bucket", bucket)
        .param("prefix", prefix)
        .query(
            row -> {
              all.put(
                  row.getString("object_key"),
                  new Seen(row.getString("etag"), row.getLong("size"), row.getBoolean("handled")));
            });
    return all;
  }

  /** Notes an object that is new or has another content. */
  void note(StoredObject object) {
    jdbc.sql(
            """
            insert into object_seen (bucket, object_key, etag, size, first_seen)
            values (:bucket, :key, :etag, :size, :now)
            on conflict (bucket, object_key) do update
              set etag = excluded.etag, size = excluded.size, first_seen = excluded.first_seen, handled = null,
                failures = 0
            """)
        .param("bucket", bucket)
        .param("key", object.key())
        .param("etag", object.etag())
        .param("size", object.size())
        .param("now", now())
        .update();
  }

  void handled(StoredObject object) {
    jdbc.sql(
            "update object_seen set handled = :now where bucket = :bucket and object_key = :key and"
                + " etag = :etag")
        .param("now", now())
        .param("bucket", bucket)
        .param("key", object.key())
        .param("etag", object.etag())
        .update();
  }

  void failed(StoredObject object) {
    jdbc.sql(
            "update object_seen set failures = failures + 1 where bucket = :bucket and object_key ="
                + " :key")
        .param("bucket", bucket)
        .param("key", object.key())
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}

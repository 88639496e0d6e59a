package ai.kaapana.clinical.radiomics.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps files, compressed and in chunks, in the database.
 *
 * <p><b>Why</b> there: a file is then as durable as the job that reads it, is committed together
 * with it, can be read by every replica, and no file with values of patients lies in a folder.
 */
class Spool {

  private static final int CHUNK = 1 << 20;

  private final JdbcClient jdbc;

  Spool(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Keeps a file under its hash; what is kept already is kept from now. Within a transaction: until
   * it ends, nobody can remove the file.
   */
  void keep(String hash, long bytes, ByteSource source, Instant now) throws IOException {
    var isNew =
        jdbc.sql(
                "INSERT INTO spooled_file (hash, bytes, stored) VALUES (:hash, :bytes, :now) ON"
                    + " CONFLICT (hash) DO UPDATE SET stored = excluded.stored RETURNING xmax = 0")
            .param("hash", hash)
            .param("bytes", bytes)
            .param("now", Timestamp.from(now))
            .query(Boolean.class)
            .single();
    if (!isNew) {
      return;
    }
    try (var in = source.open();
        var out = new GZIPOutputStream(new ChunkOutput(hash), CHUNK)) {
      in.transferTo(out);
    }
  }

  /** Whether a file is still kept. */
  boolean keeps(String hash) {
    return jdbc.sql("SELECT count(*) FROM spooled_file WHERE hash = :hash")
            .param("hash", hash)
            .query(Long.class)
            .single()
        > 0;
  }

  /**
   * Removes the files that were last sent before a time, and gives their number. What is not
   * finished, waits or is in quarantine keeps its file.
   */
  int removeBefore(Instant time) {
    return jdbc.sql(
            """
            DELETE FROM spooled_file WHERE stored < :time AND NOT EXISTS (
              SELECT 1 FROM ingest LEFT JOIN unit ON unit.ingest = ingest.id
              WHERE ingest.file_hash = spooled_file.hash AND (ingest.state = 'RECEIVED'
                OR unit.next_try IS NOT NULL OR unit.state = 'QUARANTINED'))
            """)
        .param("time", Timestamp.from(time))
        .update();
  }

  /** The content of a kept file, chunk by chunk. */
  InputStream open(String hash) throws IOException {
    return new GZIPInputStream(new SequenceInputStream(new Chunks(hash)), CHUNK / 16);
  }

  private Optional<byte[]> chunk(String hash, int position) {
    return jdbc.sql("SELECT content FROM spooled_chunk WHERE hash = :hash AND position = :position")
        .param("hash", hash)
        .param("position", position)
        .query(byte[].class)
        .optional();
  }

  private final class ChunkOutput extends OutputStream {

    private final String hash;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(CHUNK);
    private int position;

    ChunkOutput(String hash) {
      this.hash = hash;
    }

    @Override
    public void write(int value) {
      buffer.write(value);
      flushFull();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      buffer.write(bytes, offset, length);
      flushFull();
    }

    private void flushFull() {
      if (buffer.size() >= CHUNK) {
        store();
      }
    }

    private void store() {
      jdbc.sql(
              "INSERT INTO spooled_chunk (hash, position, content) VALUES (:hash, :position,"
                  + " :content)")
          .param("hash", hash)
          .param("position", position++)
          .param("content", buffer.toByteArray())
          .update();
      buffer.reset();
    }

    @Override
    public void close() {
      if (buffer.size() > 0) {
        store();
      }
    }
  }

  private final class Chunks implements Enumeration<InputStream> {

    private final String hash;
    private int position;
    private byte @Nullable [] next;

    Chunks(String hash) {
      this.hash = hash;
      this.next = chunk(hash, 0).orElse(null);
      if (next == null) {
        throw new UncheckedIOException(new IOException("A kept file is gone"));
      }
    }

    @Override
    public boolean hasMoreElements() {
      return next != null;
    }

    @Override
    public InputStream nextElement() {
      var current = next;
      if (current == null) {
        throw new NoSuchElementException();
      }
      next = chunk(hash, ++position).orElse(null);
      return new ByteArrayInputStream(current);
    }
  }
}

package ai.kaapana.clinical.server.analytics.store;

import ai.kaapana.clinical.fhir.Clinical;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The only class that knows HAPI's tables (8.8.0): HFJ_RESOURCE, HFJ_RES_VER, HFJ_RES_TAG and
 * HFJ_TAG_DEF.
 *
 * <p>What HAPI keeps: the JSON of every version in HFJ_RES_VER.RES_TEXT_VC without id and meta; the
 * id in HFJ_RESOURCE.FHIR_ID; the current version in HFJ_RESOURCE.RES_VER; a deletion in
 * RES_DELETED_AT.
 *
 * <p>Why not through HAPI: its search returns pages, and a model object per resource costs five
 * times the work. A test compares what is read here with what REST reads.
 */
public final class HapiTables {

  /** A resource that stays only because others refer to it carries this tag. */
  static final String TOMBSTONE = Clinical.codeSystem("tombstone");

  private static final int FETCH = 500;
  private static final String LIVE =
      """
      select r.FHIR_ID, v.RES_ENCODING, v.RES_TEXT_VC
      from HFJ_RESOURCE r
      join HFJ_RES_VER v on v.RES_ID = r.RES_ID and v.RES_VER = r.RES_VER
      where r.RES_TYPE = ?
        and r.RES_DELETED_AT is null
        and not exists (
          select 1 from HFJ_RES_TAG t join HFJ_TAG_DEF d on d.TAG_ID = t.TAG_ID
          where t.RES_ID = r.RES_ID and d.TAG_SYSTEM = ?)
      """;

  private final DataSource dataSource;

  public HapiTables(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Runs work on one snapshot: REPEATABLE READ sees what was committed before its first query. */
  <T> T inSnapshot(Function<Snapshot, T> work) {
    try (var connection = dataSource.getConnection()) {
      var isolation = connection.getTransactionIsolation();
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      try {
        return work.apply(new Cursor(connection, now(connection)));
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
        connection.setReadOnly(false);
        connection.setTransactionIsolation(isolation);
      }
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("The store cannot be read", e);
    }
  }

  private static Instant now(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("select transaction_timestamp()");
        var result = statement.executeQuery()) {
      result.next();
      return result.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  private record Cursor(Connection connection, Instant takenAt) implements Snapshot {

    @Override
    public void forEach(String type, Sink sink) {
      try (PreparedStatement statement = connection.prepareStatement(LIVE)) {
        statement.setFetchSize(FETCH);
        statement.setString(1, type);
        statement.setString(2, TOMBSTONE);
        try (ResultSet result = statement.executeQuery()) {
          while (result.next()) {
            sink.accept(
                new StoredResource(
                    result.getString(1), text(result.getString(2), result.getString(3))));
          }
        }
      } catch (SQLException e) {
        throw new DataAccessResourceFailureException("The store cannot be read", e);
      } catch (IOException e) {
        throw new UncheckedIOException("A stored resource is not readable", e);
      }
    }

    /** A table that leaves out what it cannot read would be wrong in silence. */
    private static String text(@Nullable String encoding, @Nullable String text) {
      if (text == null || !"JSON".equals(encoding)) {
        throw new IllegalStateException("A resource is stored in an unknown encoding");
      }
      return text;
    }
  }
}

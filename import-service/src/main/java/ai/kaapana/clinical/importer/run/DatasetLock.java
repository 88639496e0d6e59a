package ai.kaapana.clinical.importer.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** One writer per dataset, over all replicas; a process that dies loses its lock. */
final class DatasetLock implements AutoCloseable {
  private final Connection connection;

  private DatasetLock(Connection connection) {
    this.connection = connection;
  }

  static Optional<DatasetLock> tryLock(DataSource source, String dataset) {
    try {
      var connection = source.getConnection();
      if (locked(connection, dataset)) {
        return Optional.of(new DatasetLock(connection));
      }
      connection.close();
      return Optional.empty();
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("the lock of the dataset", e);
    }
  }

  private static boolean locked(Connection connection, String dataset) throws SQLException {
    try (var statement =
        connection.prepareStatement("select pg_try_advisory_lock(hashtext(?), 0)")) {
      statement.setString(1, "import of " + dataset);
      try (var result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  @Override
  public void close() {
    try (connection;
        var statement = connection.prepareStatement("select pg_advisory_unlock_all()")) {
      statement.execute();
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("the lock of the dataset", e);
    }
  }
}

package ai.kaapana.clinical.local.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * How one role reaches one database.
 *
 * @param url JDBC address
 * @param user the role
 * @param password its password
 */
public record Database(String url, String user, String password) {

  /** A connection, to be closed by the caller. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  @Override
  public String toString() {
    return user + " at " + url;
  }
}

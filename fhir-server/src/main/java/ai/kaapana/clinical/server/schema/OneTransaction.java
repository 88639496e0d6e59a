package ai.kaapana.clinical.server.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A data source whose work becomes visible at once or not at all.
 *
 * <p>Why: HAPI's migrator commits after each step. PostgreSQL can make tables in a transaction, so
 * here the steps' own commits do nothing and {@link #commit()} ends them all.
 */
final class OneTransaction implements AutoCloseable {

  private final Connection real;
  private final DataSource dataSource;

  OneTransaction(DataSource target) throws SQLException {
    real = target.getConnection();
    real.setAutoCommit(false);
    dataSource = new Single(withoutCommit(real));
  }

  DataSource dataSource() {
    return dataSource;
  }

  void commit() throws SQLException {
    real.commit();
  }

  @Override
  public void close() throws SQLException {
    try {
      real.rollback();
      real.setAutoCommit(true);
    } finally {
      real.close();
    }
  }

  private static Connection withoutCommit(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            OneTransaction.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> invoke(real, method, arguments));
  }

  private static Object invoke(Connection real, Method method, Object[] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "commit", "setAutoCommit", "close" -> null;
      case "getAutoCommit" -> true;
      default -> {
        try {
          yield method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
          throw e.getCause();
        }
      }
    };
  }

  /** Always hands out the same connection. */
  private static final class Single extends AbstractDataSource {

    private final Connection connection;

    private Single(Connection connection) {
      this.connection = connection;
    }

    @Override
    public Connection getConnection() {
      return connection;
    }

    @Override
    public Connection getConnection(String username, String password) {
      return connection;
    }
  }
}

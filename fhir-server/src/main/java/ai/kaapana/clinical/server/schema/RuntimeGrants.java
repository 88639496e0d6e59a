package ai.kaapana.clinical.server.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What the service's role may do with tables that the migration role owns. */
final class RuntimeGrants {

  private static final String AUDIT = "audit_event";
  private static final String OWN_TABLES =
      "SELECT c.relname, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'v', 'm', 'S')"
          + " AND pg_get_userbyid(c.relowner) = current_user";

  private final DataSource owner;

  RuntimeGrants(DataSource owner) {
    this.owner = owner;
  }

  void grantTo(String runtimeRole) throws SQLException {
    try (var connection = owner.getConnection()) {
      for (var grant : grants(connection, runtimeRole)) {
        try (var statement = connection.createStatement()) {
          statement.execute(grant);
        }
      }
    }
  }

  private static List<String> grants(Connection connection, String runtimeRole)
      throws SQLException {
    var grants = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(OWN_TABLES)) {
      while (rows.next()) {
        var name = rows.getString(1);
        var sequence = rows.getString(2).equals("S");
        grants.add(
            "GRANT %s ON %s %s TO %s"
                .formatted(
                    sequence ? "USAGE" : rights(name),
                    sequence ? "SEQUENCE" : "TABLE",
                    statement.enquoteIdentifier(name, true),
                    statement.enquoteIdentifier(runtimeRole, true)));
      }
    }
    return grants;
  }

  private static String rights(String table) {
    return table.equals(AUDIT) ? "INSERT, SELECT" : "INSERT, SELECT, UPDATE, DELETE";
  }
}

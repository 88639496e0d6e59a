package ai.kaapana.clinical.server.schema;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The database role that owns the tables of ours, where it differs from the service's own role.
 *
 * <p>Why: the service can then add to the audit table and read it, but neither change nor delete.
 *
 * @param username role that runs the migrations; absent: the role of {@code spring.datasource}
 * @param password its password
 */
@ConfigurationProperties("clinical.database.migration")
public record MigrationRole(@Nullable String username, @Nullable String password) {

  boolean isSeparate() {
    return username != null && !username.isBlank();
  }

  @Override
  public String toString() {
    return "MigrationRole[username=" + username + "]";
  }
}

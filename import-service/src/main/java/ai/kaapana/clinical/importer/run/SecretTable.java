package ai.kaapana.clinical.importer.run;

import java.security.SecureRandom;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The installation's key for naming patients; made at the first use, the same for all replicas. */
final class SecretTable {
  private static final int BYTES = 32;
  private final JdbcClient jdbc;

  SecretTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  byte[] secret() {
    var fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    jdbc.sql("insert into import_secret (secret) values (?) on conflict do nothing")
        .param(fresh)
        .update();
    return jdbc.sql("select secret from import_secret").query(byte[].class).single();
  }
}

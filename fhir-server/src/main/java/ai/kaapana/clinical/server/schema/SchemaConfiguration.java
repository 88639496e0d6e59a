package ai.kaapana.clinical.server.schema;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings both schemas up to date before anything else uses the database. */
@Configuration(proxyBeanMethods = false)
class SchemaConfiguration {

  @Bean
  MigratedSchema migratedSchema(DataSource dataSource, MigrationRole role) {
    var version = new HapiSchema(dataSource).migrate();
    new OwnSchema(dataSource, role).migrate();
    return new MigratedSchema(version);
  }
}

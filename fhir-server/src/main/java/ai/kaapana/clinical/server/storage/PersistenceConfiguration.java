package ai.kaapana.clinical.server.storage;

import ai.kaapana.clinical.server.schema.MigratedSchema;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.config.HibernatePropertiesProvider;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirPostgresDialect;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.boot.archive.scan.internal.DisabledScanner;
import org.hibernate.boot.model.naming.CamelCaseToUnderscoresNamingStrategy;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.search.mapper.orm.cfg.HibernateOrmMapperSettings;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.orm.jpa.hibernate.SpringImplicitNamingStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/** HAPI's persistence unit over the one data source, on a schema that was migrated before. */
@Configuration(proxyBeanMethods = false)
class PersistenceConfiguration {

  private static final int BATCH_SIZE = 500;

  /**
   * The entity manager factory.
   *
   * @param schema asks for nothing but that the migration ran before Hibernate looks at the tables
   */
  @Bean
  @Primary
  LocalContainerEntityManagerFactoryBean entityManagerFactory(
      DataSource dataSource,
      ConfigurableListableBeanFactory beans,
      FhirContext fhirContext,
      JpaStorageSettings settings,
      MigratedSchema schema) {
    var factory =
        HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, fhirContext, settings);
    factory.setPersistenceUnitName("HAPI_PU");
    factory.setDataSource(dataSource);
    factory.setJpaPropertyMap(hibernate());
    return factory;
  }

  @Bean
  @Primary
  JpaTransactionManager transactionManager(EntityManagerFactory factory) {
    return new JpaTransactionManager(factory);
  }

  @Bean
  @Primary
  HibernatePropertiesProvider hibernateProperties() {
    return new HibernatePropertiesProvider();
  }

  private static Map<String, Object> hibernate() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(AvailableSettings.DIALECT, HapiFhirPostgresDialect.class.getName());
    properties.put(AvailableSettings.HBM2DDL_AUTO, "none");
    properties.put(AvailableSettings.SCANNER, DisabledScanner.class.getName());
    properties.put(
        AvailableSettings.IMPLICIT_NAMING_STRATEGY, SpringImplicitNamingStrategy.class.getName());
    properties.put(
        AvailableSettings.PHYSICAL_NAMING_STRATEGY,
        CamelCaseToUnderscoresNamingStrategy.class.getName());
    properties.put(AvailableSettings.STATEMENT_BATCH_SIZE, BATCH_SIZE);
    properties.put(AvailableSettings.ORDER_INSERTS, true);
    properties.put(AvailableSettings.ORDER_UPDATES, true);
    properties.put(AvailableSettings.USE_SECOND_LEVEL_CACHE, false);
    properties.put(AvailableSettings.USE_QUERY_CACHE, false);
    properties.put(AvailableSettings.SHOW_SQL, false);
    properties.put(HibernateOrmMapperSettings.ENABLED, false);
    return properties;
  }
}

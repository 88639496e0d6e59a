package ai.kaapana.clinical.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.data.elasticsearch.ElasticsearchDataAutoConfiguration;
import org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.elasticsearch.ElasticsearchClientAutoConfiguration;
import org.springframework.boot.autoconfigure.elasticsearch.ElasticsearchRestClientAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.graphql.GraphQlAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The FHIR R4 store: HAPI FHIR JPA wired from its libraries, everything off that is not needed.
 *
 * <p>Why the exclusions: HAPI brings its own persistence unit and its own schema, and libraries on
 * its class path would otherwise switch on parts of Spring Boot that nobody asked for.
 */
@SpringBootApplication(
    exclude = {
      HibernateJpaAutoConfiguration.class,
      JpaRepositoriesAutoConfiguration.class,
      FlywayAutoConfiguration.class,
      ElasticsearchRestClientAutoConfiguration.class,
      ElasticsearchClientAutoConfiguration.class,
      ElasticsearchDataAutoConfiguration.class,
      ThymeleafAutoConfiguration.class,
      QuartzAutoConfiguration.class,
      GraphQlAutoConfiguration.class
    })
@ConfigurationPropertiesScan
public class FhirServerApplication {

  /** Starts the server; it does not start with a missing or absurd setting. */
  public static void main(String[] args) {
    SpringApplication.run(FhirServerApplication.class, args);
  }
}

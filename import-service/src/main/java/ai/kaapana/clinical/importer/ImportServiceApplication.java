package ai.kaapana.clinical.importer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Imports clinical tables as FHIR resources. */
@SpringBootApplication
public class ImportServiceApplication {

  /** Starts the service. */
  public static void main(String[] arguments) {
    SpringApplication.run(ImportServiceApplication.class, arguments);
  }
}

package ai.kaapana.clinical.linker;

import ai.kaapana.clinical.linker.config.LinkerProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Links the studies of a PACS to FHIR. */
@SpringBootApplication
@EnableConfigurationProperties(LinkerProperties.class)
public class DicomLinkerApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(DicomLinkerApplication.class, arguments);
  }
}

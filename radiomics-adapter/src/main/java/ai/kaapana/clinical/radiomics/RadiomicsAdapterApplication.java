package ai.kaapana.clinical.radiomics;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The radiomics adapter. */
@SpringBootApplication
public class RadiomicsAdapterApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(RadiomicsAdapterApplication.class, arguments);
  }
}

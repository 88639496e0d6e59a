package ai.kaapana.clinical.linker.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.linker.config.TerminologyFiles;
import ai.kaapana.clinical.testing.Samples;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Coding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("samples")
class BodySiteTableTest {

  @Test
  void agreesWithAnotherReadingOfTheStandard() throws IOException {
    var file = Samples.path("dicom/terminology/bodysite_snomed.json");
    var expected = new TreeMap<String, String>();
    for (var row : new ObjectMapper().readTree(file.toFile())) {
      if (!row.path("Code Value").isNull()) {
        expected.put(row.path("Body Part Examined").asText(), row.path("Code Value").asText());
      }
    }
    var own = new TreeMap<String, String>();
    TerminologyFiles.load().bodySites().forEach((term, coding) -> own.put(term, code(coding)));
    assertThat(own).isEqualTo(expected);
  }

  private static String code(Coding coding) {
    return coding.getCode();
  }
}

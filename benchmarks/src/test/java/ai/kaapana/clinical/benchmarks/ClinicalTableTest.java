package ai.kaapana.clinical.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClinicalTableTest {

  @TempDir Path folder;

  @Test
  void isTheSameEachTime() throws IOException {
    var first = Files.readString(new ClinicalTable("set", 5).write(folder.resolve("1.csv")));
    var second = Files.readString(new ClinicalTable("set", 5).write(folder.resolve("2.csv")));
    assertThat(first).isEqualTo(second).hasLineCount(6);
  }

  @Test
  void hasOneCellForEachColumn() throws IOException {
    var lines = Files.readAllLines(new ClinicalTable("set", 3).write(folder.resolve("1.csv")));
    assertThat(lines).allSatisfy(line -> assertThat(line.split(",")).hasSize(123));
  }

  @Test
  void mapsEveryColumnToAKnownConcept() throws IOException {
    var table = new ClinicalTable("set", 1);
    var header = Files.readAllLines(table.write(folder.resolve("1.csv"))).getFirst().split(",");
    var mapping = Files.readString(table.writeMapping(folder.resolve("1.yaml")));
    for (var i = 1; i < header.length; i++) {
      assertThat(mapping).containsPattern("(?m)^  " + header[i] + ":");
    }
    var library = ConceptLibrary.load();
    var laboratory = Pattern.compile("as: \"(lab:[^\"]+)\"").matcher(mapping);
    var found = laboratory.results().map(result -> library.find(result.group(1))).toList();
    assertThat(found).hasSize(20).allSatisfy(concept -> assertThat(concept).isPresent());
  }
}

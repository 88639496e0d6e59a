package ai.kaapana.clinical.importer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.bundle.Canonical;
import ai.kaapana.clinical.importer.mapping.language.TableMapping;
import ai.kaapana.clinical.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LungTableTest {
  private static final TableMapping MAPPING = TableRun.shippedMapping("nsclc-radiomics-lung1");

  @Test
  void generatedTableGivesTheExactCounts() {
    LungCounts.assertExact(TableRun.ofCsv(MAPPING, LungTable.csv()));
  }

  @Test
  void anotherRowOrderChangesNothing() {
    var straight = TableRun.ofCsv(MAPPING, LungTable.csv());
    var shuffled = TableRun.ofCsv(MAPPING, LungTable.shuffled(11));
    assertThat(contents(shuffled)).isEqualTo(contents(straight));
  }

  @Test
  void otherSpellingOfNumbersAndLineEndsChangesNothing() {
    var respelled =
        LungTable.csv()
            .replace("\r\n", "\n")
            .replaceAll(",(\\d)(?=,)", ",$1.0")
            .replaceAll(",([01])\n", ",$1.0\n");
    assertThat(respelled).contains(",2.0,").contains(",1.0\n");
    assertThat(contents(TableRun.ofCsv(MAPPING, respelled)))
        .isEqualTo(contents(TableRun.ofCsv(MAPPING, LungTable.csv())));
  }

  @Test
  @Tag("samples")
  void publicTableGivesTheExactCounts() throws IOException {
    LungCounts.assertExact(TableRun.ofCsv(MAPPING, sample()));
  }

  @Test
  @Tag("samples")
  void publicTableInAnotherRowOrderIsTheSame() throws IOException {
    var lines = new ArrayList<>(Files.readAllLines(sample()));
    var header = lines.removeFirst();
    Collections.shuffle(lines, new Random(3));
    lines.addFirst(header);
    var shuffled = TableRun.ofCsv(MAPPING, String.join("\n", lines));
    assertThat(contents(shuffled)).isEqualTo(contents(TableRun.ofCsv(MAPPING, sample())));
  }

  static List<String> contents(TableRun run) {
    List<String> contents = new ArrayList<>();
    run.patients()
        .forEach(
            (id, patient) -> {
              var stated = new TreeMap<String, String>();
              patient
                  .statement()
                  .stated()
                  .forEach((element, value) -> stated.put(element.code(), value.primitiveValue()));
              contents.add(stated.toString());
              patient.resources().stream().map(Canonical::of).forEach(contents::add);
            });
    return contents;
  }

  private static Path sample() {
    return Samples.path("clinical/tcia/NSCLC-Radiomics-Lung1.clinical.csv");
  }
}

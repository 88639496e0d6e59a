package ai.kaapana.clinical.importer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RowOrderProperties {
  private static final String MAPPING =
      """
      apiVersion: clinical-import/v1
      kind: TableMapping
      metadata: { name: p, version: 1.0.0, dataset: p }
      source: { missing: [""] }
      subject: { column: id }
      columns:
        age: { as: diagnosis.age, unit: a }
        t: { as: tnm.T, basis: clinical, codes: { "1": cT1, "2": cT2 } }
      """;

  @Property(tries = 60)
  void neitherOrderNorSpellingOfNumbersChangesContent(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 6) Integer> patients,
      @ForAll @IntRange(max = 1000) int seed) {
    var random = new Random(seed);
    List<String> plain = new ArrayList<>();
    List<String> spelled = new ArrayList<>();
    for (int patient : patients) {
      int age = 50 + random.nextInt(3);
      int t = 1 + random.nextInt(3);
      plain.add("P" + patient + "," + age + "," + t);
      spelled.add("P" + patient + "," + age + ".0," + t + ".00");
    }
    Collections.shuffle(spelled, random);
    var expected = run(plain);
    assertThat(LungTableTest.contents(run(spelled))).isEqualTo(LungTableTest.contents(expected));
  }

  private static TableRun run(List<String> rows) {
    return TableRun.ofCsv(MAPPING, "id,age,t\n" + String.join("\n", rows) + "\n");
  }
}

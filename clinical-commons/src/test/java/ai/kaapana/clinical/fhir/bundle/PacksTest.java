package ai.kaapana.clinical.fhir.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PacksTest {

  @Property
  void everyUnitIsInOnePackAndTheOrderStays(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 700) Integer> sizes) {
    var packs = Packs.of(sizes, size -> size, size -> 0L);
    assertThat(packs.stream().flatMap(List::stream).toList()).isEqualTo(sizes);
  }

  @Property
  void aPackKeepsItsLimitsUnlessOneUnitBreaksThem(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 700) Integer> sizes,
      @ForAll @IntRange(min = 1, max = 40_000) int bytesPerEntry) {
    var packs = Packs.of(sizes, size -> size, size -> (long) size * bytesPerEntry);
    assertThat(packs)
        .allSatisfy(
            pack -> {
              var entries = pack.stream().mapToInt(size -> size).sum();
              var within =
                  entries <= Packs.MAX_ENTRIES && (long) entries * bytesPerEntry <= Packs.MAX_BYTES;
              assertThat(within || pack.size() == 1).isTrue();
            });
  }

  @Property
  void noPackCouldTakeItsSuccessorsFirstUnit(
      @ForAll @Size(min = 2, max = 60) List<@IntRange(min = 1, max = 700) Integer> sizes) {
    var packs = Packs.of(sizes, size -> size, size -> 0L);
    for (int i = 0; i + 1 < packs.size(); i++) {
      var filled = packs.get(i).stream().mapToInt(size -> size).sum();
      assertThat(filled + packs.get(i + 1).get(0)).isGreaterThan(Packs.MAX_ENTRIES);
    }
  }
}

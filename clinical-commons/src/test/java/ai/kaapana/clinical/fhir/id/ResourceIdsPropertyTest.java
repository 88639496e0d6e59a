package ai.kaapana.clinical.fhir.id;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;

class ResourceIdsPropertyTest {

  @Property
  void anIdIsALetterAndThirtyTwoHexDigits(@ForAll @NotBlank String value) {
    Assume.that(!value.isBlank());
    assertThat(ResourceIds.of(IdSpace.SOFTWARE, value.replace('\u001f', '_')))
        .matches("d[0-9a-f]{32}");
  }

  @Property
  void partsCannotRunIntoEachOther(
      @ForAll @NotBlank @StringLength(max = 8) String a,
      @ForAll @NotBlank @StringLength(max = 8) String b) {
    Assume.that(!a.isBlank() && !b.isBlank());
    var left = a.replace('\u001f', '_');
    var right = b.replace('\u001f', '_');
    assertThat(ResourceIds.value(left, right)).isNotEqualTo(ResourceIds.value(left + right));
  }
}

package ai.kaapana.clinical.fhir.patient;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.bundle.Canonical;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PatientMergePropertyTest {

  @Property
  void theOrderOfArrivalDoesNotMatter(
      @ForAll("orders") List<PatientStatement> one, @ForAll("orders") List<PatientStatement> two) {
    assertThat(Canonical.of(PatientMergeTest.merged(one)))
        .isEqualTo(Canonical.of(PatientMergeTest.merged(two)));
  }

  @Provide
  Arbitrary<List<PatientStatement>> orders() {
    return Arbitraries.shuffle(
        PatientMergeTest.DICOM, PatientMergeTest.A, PatientMergeTest.B, PatientMergeTest.C);
  }
}

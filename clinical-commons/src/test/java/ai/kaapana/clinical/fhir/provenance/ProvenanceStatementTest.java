package ai.kaapana.clinical.fhir.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.provenance.ProvenanceStatement.Source;
import ai.kaapana.clinical.fhir.provenance.ProvenanceStatement.Target;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvenanceStatementTest {

  private static final Target A = new Target("Observation/a", "1");
  private static final Target B = new Target("Observation/b", "2");

  @Test
  void theIdDependsOnTargetsAndSourcesAndNotOnWhenOrWho() {
    var now = statement("2026-01-01T00:00:00Z", "1.0").toFhir(List.of(A, B));
    var later = statement("2027-01-01T00:00:00Z", "2.0").toFhir(List.of(B, A));
    assertThat(later.getId()).isEqualTo(now.getId());
    assertThat(statement("2026-01-01T00:00:00Z", "1.0").toFhir(List.of(A)).getId())
        .isNotEqualTo(now.getId());
  }

  @Test
  void namesItsTargets() {
    var provenance = statement("2026-01-01T00:00:00Z", "1.0").toFhir(List.of(B, A));
    assertThat(provenance.getTarget())
        .extracting(t -> t.getReference())
        .containsExactly("Observation/a", "Observation/b");
  }

  private static ProvenanceStatement statement(String recorded, String version) {
    return new ProvenanceStatement(
        "import",
        "import-service",
        version,
        "jane",
        List.of(new Source("urn:ietf:rfc:3986", "sha256:1", null)),
        List.of(),
        Instant.parse(recorded));
  }
}

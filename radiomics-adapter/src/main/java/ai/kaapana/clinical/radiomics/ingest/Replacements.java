package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.mapping.PanelIdentity;
import ai.kaapana.clinical.radiomics.mapping.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;

/** Finds the panel that was stored without image when the same result now has one. */
final class Replacements {

  private final FingerprintTable fingerprints;

  Replacements(FingerprintTable fingerprints) {
    this.fingerprints = fingerprints;
  }

  /**
   * A panel that is replaced.
   *
   * @param resources the panel and its members, withdrawn
   */
  record Replaced(String panel, List<Resource> resources) {}

  Optional<Replaced> find(Run run, Draft draft, Target.Linked linked) {
    var dataset = run.ingest().parameters().dataset();
    var patientId = draft.statement().patientId();
    if (dataset == null || patientId == null || patientId.isBlank()) {
      return Optional.empty();
    }
    var candidates = new LinkedHashSet<String>();
    Stream.of(draft.statement().label(), linked.label())
        .filter(Objects::nonNull)
        .filter(label -> !label.isBlank())
        .map(label -> new Target.Unlinked(linked.patient(), dataset, patientId, label))
        .map(target -> PanelIdentity.of(target, draft.configuration().hash()).panelId())
        .forEach(candidates::add);
    return withdrawn(run, fingerprints.unlinked(candidates).keySet());
  }

  private static Optional<Replaced> withdrawn(Run run, Set<String> panels) {
    return panels.stream()
        .flatMap(panel -> run.store().read(Observation.class, panel).stream())
        .findFirst()
        .map(
            panel ->
                new Replaced(panel.getIdElement().getIdPart(), Withdrawal.of(run.store(), panel)));
  }
}

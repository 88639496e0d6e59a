package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.fhir.provenance.ProvenanceStatement;
import ai.kaapana.clinical.fhir.provenance.ProvenanceStatement.Detail;
import ai.kaapana.clinical.fhir.provenance.ProvenanceStatement.Source;
import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.ingest.FingerprintTable.Fingerprint;
import ai.kaapana.clinical.radiomics.ingest.Unit.State;
import ai.kaapana.clinical.radiomics.ingest.UnitProcessor.Settled;
import ai.kaapana.clinical.radiomics.mapping.Panel;
import ai.kaapana.clinical.radiomics.mapping.PanelMapper;
import ai.kaapana.clinical.radiomics.mapping.Target;
import ai.kaapana.clinical.radiomics.resolve.Resolution;
import ai.kaapana.clinical.service.store.UnitResult;
import ai.kaapana.clinical.service.store.WriteUnit;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Maps rows whose targets are known and writes the panels. */
final class PanelWriter {

  private static final String COMPONENT = "radiomics-adapter";

  /** fhir-server's code for a reference to something that left the store since it was resolved. */
  private static final String REFERENCE_MISSING = "write/reference";

  private final PanelMapper mapper;
  private final UnitTable units;
  private final Replacements replacements;
  private final String version;
  private final Clock clock;

  PanelWriter(
      PanelMapper mapper, UnitTable units, Replacements replacements, String version, Clock clock) {
    this.mapper = mapper;
    this.units = units;
    this.replacements = replacements;
    this.version = version;
    this.clock = clock;
  }

  /** A row on its way into the store. */
  private record Candidate(Draft draft, Resolution.Found found, Panel panel) {

    String id() {
      return panel.panel().getIdPart();
    }

    String key() {
      return String.valueOf(draft.result().row());
    }
  }

  void write(
      Run run, Map<Draft, Resolution.Found> resolved, UnitAccounts accounts, Settled settled) {
    var candidates = candidates(run, resolved, accounts, settled);
    var stored = stored(run, candidates);
    var writes = new ArrayList<WriteUnit>();
    var sent = new ArrayList<Candidate>();
    for (var candidate : candidates) {
      var before = Optional.ofNullable(stored.get(candidate.id()));
      if (candidate.draft().failure() != null && before.filter(PanelWriter::holds).isPresent()) {
        settled
            .units()
            .add(
                accounts.refused(
                    candidate.draft(), State.REJECTED, RadiomicsIssue.ROI_RESULT_EXISTS));
      } else {
        writes.add(writeUnit(run, candidate, before, settled));
        sent.add(candidate);
      }
    }
    var results = run.store().write(writes);
    for (int i = 0; i < sent.size(); i++) {
      settle(run, sent.get(i), results.get(i), accounts, settled);
    }
  }

  /** Two rows of one file that turn out to mean the same panel are not both written. */
  private List<Candidate> candidates(
      Run run, Map<Draft, Resolution.Found> resolved, UnitAccounts accounts, Settled settled) {
    var all = resolved.entrySet().stream().map(e -> candidate(e.getKey(), e.getValue())).toList();
    var owners =
        new HashMap<>(
            units.rowsOfPanels(run.ingest().id(), all.stream().map(Candidate::id).toList()));
    var result = new ArrayList<Candidate>();
    for (var candidate : all) {
      var row = candidate.draft().result().row();
      var owner = owners.putIfAbsent(candidate.id(), row);
      if (owner == null || owner == row) {
        result.add(candidate);
      } else {
        settled
            .units()
            .add(
                accounts.refused(
                    candidate.draft(),
                    State.QUARANTINED,
                    RadiomicsIssue.ROI_CONFLICTING_DUPLICATE));
      }
    }
    return result;
  }

  private Candidate candidate(Draft draft, Resolution.Found found) {
    return new Candidate(draft, found, mapper.map(draft.on(found.target())));
  }

  private static Map<String, Observation> stored(Run run, List<Candidate> candidates) {
    var ids = candidates.stream().map(Candidate::id).distinct().toList();
    return ids.isEmpty() ? Map.of() : run.store().readAll(Observation.class, ids);
  }

  private static boolean holds(Observation stored) {
    return stored.hasComponent() && stored.getStatus() != ObservationStatus.ENTEREDINERROR;
  }

  private WriteUnit writeUnit(
      Run run, Candidate candidate, Optional<Observation> before, Settled settled) {
    var panel = candidate.panel().after(before);
    var resources = new ArrayList<Resource>();
    if (candidate.found().target() instanceof Target.Linked linked) {
      replacements
          .find(run, candidate.draft(), linked)
          .ifPresent(
              replaced -> {
                resources.addAll(replaced.resources());
                panel.replacing(replaced.panel());
                settled.replaced().add(replaced.panel());
              });
    }
    before.ifPresent(stored -> resources.addAll(noLongerPromoted(run, stored, panel)));
    resources.addAll(panel.resources());
    return new WriteUnit(candidate.key(), null, resources, provenance(run, candidate));
  }

  /** Single Observations of a panel whose features have left the list since it was written. */
  private static List<Observation> noLongerPromoted(Run run, Observation stored, Panel panel) {
    var members =
        stored.getHasMember().stream()
            .map(member -> member.getReferenceElement().getIdPart())
            .collect(Collectors.toSet());
    panel.features().forEach(feature -> members.remove(feature.getIdPart()));
    return Withdrawal.of(run.store(), members);
  }

  private ProvenanceStatement provenance(Run run, Candidate candidate) {
    var ingest = run.ingest();
    var sources = new ArrayList<Source>();
    sources.add(new Source(Clinical.sid("file-sha256"), ingest.fileHash(), null));
    if (ingest.objectKey() != null) {
      sources.add(new Source(Clinical.sid("object-key"), ingest.objectKey(), null));
    }
    if (candidate.found().target() instanceof Target.Linked linked) {
      sources.add(new Source(CodeSystems.DICOM_UID, "urn:oid:" + linked.segmentationUid(), null));
    }
    var configuration = candidate.draft().configuration();
    var details = new ArrayList<Detail>();
    details.add(
        new Detail("software", configuration.tool().title() + " " + configuration.version()));
    addStated(details, "workflow", ingest.parameters().workflow());
    addStated(details, "run", ingest.parameters().run());
    return new ProvenanceStatement(
        "ingest", COMPONENT, version, ingest.createdBy(), sources, details, clock.instant());
  }

  private static void addStated(List<Detail> details, String name, @Nullable String value) {
    if (value != null) {
      details.add(new Detail(name, value));
    }
  }

  private void settle(
      Run run, Candidate candidate, UnitResult result, UnitAccounts accounts, Settled settled) {
    var draft = candidate.draft();
    switch (result.state()) {
      case WRITTEN, UNCHANGED -> {
        settled.units().add(accounts.stored(draft, candidate.found(), candidate.id(), result));
        settled.fingerprints().add(fingerprint(run, candidate));
      }
      case WAITING ->
          settled.units().add(accounts.waiting(draft, RadiomicsIssue.DEPENDENCY_MISSING, ""));
      case REJECTED -> {
        var refusal = result.refusal();
        var code = refusal == null ? "" : refusal.code();
        settled
            .units()
            .add(
                code.equals(REFERENCE_MISSING)
                    ? accounts.waiting(draft, RadiomicsIssue.DEPENDENCY_MISSING, "")
                    : accounts.rejectedByStore(draft, code));
      }
    }
  }

  private static Fingerprint fingerprint(Run run, Candidate candidate) {
    return new Fingerprint(
        candidate.draft().key(),
        candidate.draft().content(),
        candidate.id(),
        candidate.found().target() instanceof Target.Linked,
        candidate.draft().failure() != null,
        candidate.panel().resources().size(),
        run.ingest().id());
  }
}

package ai.kaapana.clinical.service.store;

import ai.kaapana.clinical.fhir.bundle.Canonical;
import ai.kaapana.clinical.fhir.patient.PatientMerge;
import ai.kaapana.clinical.fhir.provenance.ProvenanceStatement.Target;
import ai.kaapana.clinical.service.store.ResourceWrite.Effect;
import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A unit compared with what the store holds: what has to be sent, and what is there already.
 *
 * @param sends in the order of sending: Patient, resources, Provenance
 * @param same what the store holds already
 */
record UnitPlan(WriteUnit unit, List<Send> sends, List<ResourceWrite> same) {

  private static final FhirContext FHIR = FhirContext.forR4Cached();

  /**
   * A resource to be sent.
   *
   * @param currentVersion version in the store, null if there is none
   * @param ifMatch whether the write must meet just that version
   */
  record Send(
      Resource resource,
      String json,
      String contentHash,
      @Nullable String currentVersion,
      boolean ifMatch) {

    String type() {
      return resource.fhirType();
    }

    String id() {
      return resource.getIdElement().getIdPart();
    }

    Effect effect() {
      return currentVersion == null ? Effect.CREATED : Effect.UPDATED;
    }
  }

  /** What the store holds, by {@code Type/id}. */
  static UnitPlan of(WriteUnit unit, Map<String, Resource> current) {
    var sends = new ArrayList<Send>();
    var same = new ArrayList<ResourceWrite>();
    if (unit.patient() != null) {
      var held = (Patient) current.get("Patient/" + unit.patient().resourceId());
      compare(PatientMerge.merge(held, unit.patient()), held, true, sends, same);
    }
    for (var resource : unit.resources()) {
      compare(resource, current.get(reference(resource)), false, sends, same);
    }
    var targets =
        sends.stream()
            .filter(send -> !(send.resource() instanceof Patient))
            .map(send -> new Target(reference(send.resource()), send.contentHash()))
            .toList();
    if (unit.provenance() != null && !targets.isEmpty()) {
      sends.add(send(unit.provenance().toFhir(targets), null, false));
    }
    return new UnitPlan(unit, List.copyOf(sends), List.copyOf(same));
  }

  private static void compare(
      Resource wanted,
      @Nullable Resource held,
      boolean ifMatch,
      List<Send> sends,
      List<ResourceWrite> same) {
    if (held != null && Canonical.of(wanted).equals(Canonical.of(held))) {
      var version = held.getMeta().getVersionId();
      same.add(
          new ResourceWrite(
              held.fhirType(),
              held.getIdElement().getIdPart(),
              Effect.UNCHANGED,
              version,
              version));
    } else {
      sends.add(send(wanted, held, ifMatch));
    }
  }

  private static Send send(Resource wanted, @Nullable Resource held, boolean ifMatch) {
    var version = held == null ? null : held.getMeta().getVersionId();
    return new Send(
        wanted,
        FHIR.newJsonParser().encodeResourceToString(wanted),
        Canonical.hash(wanted),
        version,
        ifMatch && version != null);
  }

  static String reference(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }

  int entries() {
    return sends.size();
  }

  long bytes() {
    return sends.stream()
        .mapToLong(send -> send.json().getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  List<WriteJournal.Planned> planned() {
    return sends.stream()
        .map(
            send ->
                new WriteJournal.Planned(
                    unit.key(), send.type(), send.id(), send.contentHash(), send.currentVersion()))
        .toList();
  }
}

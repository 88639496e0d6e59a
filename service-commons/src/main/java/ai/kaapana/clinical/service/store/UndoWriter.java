package ai.kaapana.clinical.service.store;

import ai.kaapana.clinical.fhir.bundle.Canonical;
import ai.kaapana.clinical.fhir.patient.PatientMerge;
import ai.kaapana.clinical.service.store.UndoUnit.Written;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ResourceFactory;

/**
 * Takes back what a run wrote for one patient. A Patient of whom nobody states anything any more is
 * deleted, unless something refers to it.
 */
final class UndoWriter {

  private static final int MAX_CONFLICTS = 8;
  private static final String NOBODY = "";

  private final FhirHttp http;
  private final FhirHttp.TokenSource token;
  private final StoreReader reader;

  UndoWriter(FhirHttp http, FhirHttp.TokenSource token, StoreReader reader) {
    this.http = http;
    this.token = token;
    this.reader = reader;
  }

  /** What one transaction takes back. */
  private record Plan(Transaction transaction, int deleted, int restored, List<Written> kept) {}

  UndoResult undo(UndoUnit unit) {
    var deletePatient = unit.patient() != null;
    UnitResult.Refusal last = null;
    for (int attempt = 0; attempt < MAX_CONFLICTS; attempt++) {
      var plan = plan(unit, deletePatient);
      if (plan.transaction().isEmpty()) {
        return new UndoResult(unit.key(), 0, 0, plan.kept());
      }
      switch (plan.transaction().send(http, token)) {
        case Transaction.Outcome.Done done -> {
          return new UndoResult(unit.key(), plan.deleted(), plan.restored(), plan.kept());
        }
        case Transaction.Outcome.Conflict(var refusal) -> last = refusal;
        case Transaction.Outcome.Refused(var refusal) -> throw new RejectedException(refusal);
      }
      // Somebody refers to the Patient, or wrote it meanwhile: keep it and take the statements
      // back.
      deletePatient = false;
    }
    throw new RejectedException(last);
  }

  private Plan plan(UndoUnit unit, boolean deletePatient) {
    var draft = new Draft();
    unit.writes().stream().filter(w -> !isProvenance(w)).forEach(draft::take);
    // Last: what it says of its targets depends on what becomes of them.
    unit.writes().stream().filter(UndoWriter::isProvenance).forEach(draft::takeProvenance);
    if (unit.patient() != null) {
      planPatient(unit.patient(), deletePatient && draft.kept.isEmpty(), draft.transaction);
    }
    return new Plan(draft.transaction, draft.deleted, draft.restored, draft.kept);
  }

  private static boolean isProvenance(Written written) {
    return written.type().equals("Provenance");
  }

  /** A plan in the making. */
  private final class Draft {
    private final Transaction transaction = new Transaction();
    private final List<Written> kept = new ArrayList<>();
    private final Set<String> settled = new HashSet<>();
    private int deleted;
    private int restored;

    void take(Written written) {
      var current = reader.read(type(written.type()), written.id());
      if (current.isEmpty()) {
        settled.add(reference(written));
      } else if (!isAsWritten(written, current.get())) {
        kept.add(written);
      } else if (written.previousVersion() == null) {
        delete(written);
      } else {
        restore(written);
      }
    }

    // Provenance of what stays is kept for that alone: the store deletes nothing it names.
    void takeProvenance(Written written) {
      var current = reader.read(Provenance.class, written.id());
      if (current.isEmpty()) {
        return;
      }
      if (written.previousVersion() != null) {
        restore(written);
        return;
      }
      var rest = current.get().copy();
      rest.getTarget().removeIf(t -> settled.contains(t.getReferenceElement().getValue()));
      if (rest.getTarget().isEmpty()) {
        delete(written);
      } else if (rest.getTarget().size() < current.get().getTarget().size()) {
        transaction.put(rest, null);
      }
    }

    private void delete(Written written) {
      transaction.delete(written.type(), written.id());
      settled.add(reference(written));
      deleted++;
    }

    private void restore(Written written) {
      var before =
          Optional.ofNullable(written.previousVersion())
              .flatMap(version -> reader.readVersion(type(written.type()), written.id(), version));
      if (before.isEmpty()) {
        kept.add(written);
        return;
      }
      transaction.put(before.get(), null);
      settled.add(reference(written));
      restored++;
    }
  }

  private static String reference(Written written) {
    return written.type() + "/" + written.id();
  }

  // What counts is the content: the undo of a later run writes it back under a new version.
  private boolean isAsWritten(Written written, Resource current) {
    if (written.version().equals(current.getMeta().getVersionId())) {
      return true;
    }
    return reader
        .readVersion(current.getClass(), written.id(), written.version())
        .filter(then -> Canonical.of(then).equals(Canonical.of(current)))
        .isPresent();
  }

  private void planPatient(UndoUnit.PatientPart part, boolean delete, Transaction transaction) {
    var current = reader.read(Patient.class, part.id());
    var before =
        Optional.ofNullable(part.previousVersion())
            .flatMap(version -> reader.readVersion(Patient.class, part.id(), version));
    if (current.isEmpty()) {
      return;
    }
    var after = PatientMerge.restore(current.get(), before.orElse(null), part.source());
    if (delete && !PatientMerge.isStatedByOthers(after, NOBODY)) {
      transaction.delete("Patient", part.id());
    } else if (!after.equalsDeep(current.get())) {
      transaction.put(after, current.get().getMeta().getVersionId());
    }
  }

  private static Class<? extends Resource> type(String name) {
    return ResourceFactory.createResource(name).getClass();
  }
}

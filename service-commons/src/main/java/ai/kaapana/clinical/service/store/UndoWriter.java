package ai.kaapana.clinical.service.store;

import ai.kaapana.clinical.fhir.patient.PatientMerge;
import ai.kaapana.clinical.service.store.UndoUnit.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ResourceFactory;

/** Takes back what a run wrote for one patient. */
final class UndoWriter {

  private static final int MAX_CONFLICTS = 8;

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
    var deletePatient = unit.patient() != null && unit.patient().previousVersion() == null;
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
    var transaction = new Transaction();
    var kept = new ArrayList<Written>();
    int deleted = 0;
    int restored = 0;
    for (var written : unit.writes()) {
      var type = type(written.type());
      var current = reader.read(type, written.id());
      if (current.isEmpty()) {
        continue;
      }
      if (!written.version().equals(current.get().getMeta().getVersionId())) {
        kept.add(written);
      } else if (written.previousVersion() == null) {
        transaction.delete(written.type(), written.id());
        deleted++;
      } else {
        var before = reader.readVersion(type, written.id(), written.previousVersion());
        before.ifPresentOrElse(r -> transaction.put(r, null), () -> kept.add(written));
        restored += before.isPresent() ? 1 : 0;
      }
    }
    if (unit.patient() != null) {
      planPatient(unit.patient(), deletePatient && kept.isEmpty(), transaction);
    }
    return new Plan(transaction, deleted, restored, kept);
  }

  private void planPatient(UndoUnit.PatientPart part, boolean delete, Transaction transaction) {
    var current = reader.read(Patient.class, part.id());
    if (current.isEmpty()) {
      return;
    }
    if (delete && !PatientMerge.isStatedByOthers(current.get(), part.source())) {
      transaction.delete("Patient", part.id());
      return;
    }
    var before =
        Optional.ofNullable(part.previousVersion())
            .flatMap(version -> reader.readVersion(Patient.class, part.id(), version));
    var after = PatientMerge.restore(current.get(), before.orElse(null), part.source());
    if (!after.equalsDeep(current.get())) {
      transaction.put(after, current.get().getMeta().getVersionId());
    }
  }

  private static Class<? extends Resource> type(String name) {
    return ResourceFactory.createResource(name).getClass();
  }
}

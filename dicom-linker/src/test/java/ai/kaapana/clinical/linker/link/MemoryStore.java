package ai.kaapana.clinical.linker.link;

import ai.kaapana.clinical.fhir.bundle.Canonical;
import ai.kaapana.clinical.fhir.patient.PatientMerge;
import ai.kaapana.clinical.service.store.FhirStore;
import ai.kaapana.clinical.service.store.ResourceWrite;
import ai.kaapana.clinical.service.store.ResourceWrite.Effect;
import ai.kaapana.clinical.service.store.UndoResult;
import ai.kaapana.clinical.service.store.UndoUnit;
import ai.kaapana.clinical.service.store.UnitResult;
import ai.kaapana.clinical.service.store.WriteJournal;
import ai.kaapana.clinical.service.store.WriteUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A FHIR store in memory, for tests of what the linker writes and when. It merges patients and
 * compares content by the same functions as the real one.
 */
final class MemoryStore implements FhirStore {

  private final Map<String, Resource> resources = new TreeMap<>();
  private final Map<String, Integer> versions = new HashMap<>();
  private Predicate<WriteUnit> refuses = unit -> false;
  private Predicate<WriteUnit> interrupts = unit -> false;
  int units;

  /** Units that the store refuses. */
  void refuse(Predicate<WriteUnit> which) {
    refuses = which;
  }

  /** Units at which everything ends, as by a kill: what was written before stays. */
  void interrupt(Predicate<WriteUnit> which) {
    interrupts = which;
  }

  /** The content of the store: canonical text by reference, and the number of versions. */
  synchronized Map<String, String> content() {
    var content = new TreeMap<String, String>();
    resources.forEach(
        (reference, resource) ->
            content.put(reference, "v" + versions.get(reference) + " " + Canonical.of(resource)));
    return content;
  }

  synchronized long versions() {
    return versions.values().stream().mapToLong(Integer::longValue).sum();
  }

  synchronized <T extends Resource> List<T> all(Class<T> type) {
    return resources.values().stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public FhirStore onBehalfOf(@Nullable String user) {
    return this;
  }

  @Override
  public synchronized List<ResourceWrite> writeShared(List<? extends Resource> shared) {
    return shared.stream().map(this::put).toList();
  }

  @Override
  public void forgetShared() {}

  @Override
  public synchronized List<UnitResult> write(List<WriteUnit> all, WriteJournal journal) {
    var results = new ArrayList<UnitResult>();
    for (var unit : all) {
      units++;
      if (interrupts.test(unit)) {
        throw new IllegalStateException("interrupted");
      }
      results.add(refuses.test(unit) ? refused(unit) : written(unit));
    }
    return results;
  }

  private static UnitResult refused(WriteUnit unit) {
    return new UnitResult(
        unit.key(),
        UnitResult.State.REJECTED,
        List.of(),
        new UnitResult.Refusal(422, "test/refused"));
  }

  private UnitResult written(WriteUnit unit) {
    var writes = new ArrayList<ResourceWrite>();
    if (unit.patient() != null) {
      var held = (Patient) resources.get("Patient/" + unit.patient().resourceId());
      writes.add(put(PatientMerge.merge(held, unit.patient())));
    }
    unit.resources().forEach(resource -> writes.add(put(resource)));
    boolean changed = writes.stream().anyMatch(w -> w.effect() != Effect.UNCHANGED);
    return new UnitResult(
        unit.key(), changed ? UnitResult.State.WRITTEN : UnitResult.State.UNCHANGED, writes, null);
  }

  private ResourceWrite put(Resource resource) {
    var reference = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    var held = resources.get(reference);
    boolean same = held != null && Canonical.of(held).equals(Canonical.of(resource));
    var effect = held == null ? Effect.CREATED : same ? Effect.UNCHANGED : Effect.UPDATED;
    if (!same) {
      resources.put(reference, resource.copy());
      versions.merge(reference, 1, Integer::sum);
    }
    return new ResourceWrite(
        resource.fhirType(),
        resource.getIdElement().getIdPart(),
        effect,
        String.valueOf(versions.get(reference)),
        null);
  }

  @Override
  public UndoResult undo(UndoUnit unit) {
    throw new UnsupportedOperationException("The linker undoes nothing");
  }

  @Override
  public synchronized <T extends Resource> Optional<T> read(Class<T> type, String id) {
    return Optional.ofNullable(type.cast(resources.get(type.getSimpleName() + "/" + id)));
  }

  @Override
  public synchronized <T extends Resource> Map<String, T> readAll(
      Class<T> type, Collection<String> ids) {
    var found = new HashMap<String, T>();
    ids.forEach(
        id -> read(type, id).ifPresent(resource -> found.put(id, type.cast(resource.copy()))));
    return found;
  }

  @Override
  public <T extends Resource> List<T> search(Class<T> type, Map<String, String> parameters) {
    throw new UnsupportedOperationException("The linker searches nothing");
  }

  @Override
  public long count(Class<? extends Resource> type, Map<String, String> parameters) {
    throw new UnsupportedOperationException("The linker counts nothing");
  }

  @Override
  public void checkIdentity() {}
}

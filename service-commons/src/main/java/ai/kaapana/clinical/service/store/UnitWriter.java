package ai.kaapana.clinical.service.store;

import ai.kaapana.clinical.fhir.bundle.EntryOutcome;
import ai.kaapana.clinical.fhir.bundle.Packs;
import ai.kaapana.clinical.service.store.ResourceWrite.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * Writes units: reads what the store holds, sends only what differs, in packs of whole patients.
 *
 * <p>A pack that fails is sent again patient by patient, so that no patient suffers for another. A
 * conflict is answered by reading and merging again. A unit that is larger than a pack goes in
 * ordered chunks.
 */
final class UnitWriter {

  private static final int MAX_CONFLICTS = 8;

  private final FhirHttp http;
  private final FhirHttp.TokenSource token;
  private final StoreReader reader;
  private final RetryPolicy retry;
  private final WriteJournal journal;

  UnitWriter(
      FhirHttp http,
      FhirHttp.TokenSource token,
      StoreReader reader,
      RetryPolicy retry,
      WriteJournal journal) {
    this.http = http;
    this.token = token;
    this.reader = reader;
    this.retry = retry;
    this.journal = journal;
  }

  List<UnitResult> write(List<WriteUnit> units) {
    var results = new HashMap<String, UnitResult>();
    for (var group : Packs.of(distinct(units), u -> u.resources().size() + 2, u -> 0L)) {
      for (var pack : Packs.of(plan(group), UnitPlan::entries, UnitPlan::bytes)) {
        for (var result : writePack(pack)) {
          results.put(result.key(), result);
        }
      }
    }
    return units.stream().map(unit -> results.get(unit.key())).toList();
  }

  private static List<WriteUnit> distinct(List<WriteUnit> units) {
    if (units.stream().map(WriteUnit::key).distinct().count() != units.size()) {
      throw new IllegalArgumentException("Two units have the same key");
    }
    return units;
  }

  private List<UnitPlan> plan(List<WriteUnit> units) {
    var current = current(units);
    return units.stream().map(unit -> UnitPlan.of(unit, current)).toList();
  }

  private Map<String, Resource> current(List<WriteUnit> units) {
    var ids = new TreeMap<String, TreeSet<String>>();
    var types = new HashMap<String, Class<? extends Resource>>();
    for (var unit : units) {
      if (unit.patient() != null) {
        ids.computeIfAbsent("Patient", t -> new TreeSet<>()).add(unit.patient().resourceId());
        types.put("Patient", Patient.class);
      }
      for (var resource : unit.resources()) {
        ids.computeIfAbsent(resource.fhirType(), t -> new TreeSet<>())
            .add(resource.getIdElement().getIdPart());
        types.put(resource.fhirType(), resource.getClass());
      }
    }
    var result = new HashMap<String, Resource>();
    ids.forEach(
        (type, wanted) ->
            reader
                .readAll(types.get(type), wanted)
                .forEach((id, resource) -> result.put(type + "/" + id, resource)));
    return result;
  }

  private List<UnitResult> writePack(List<UnitPlan> pack) {
    var sends = pack.stream().flatMap(plan -> plan.sends().stream()).toList();
    if (sends.isEmpty()) {
      return confirm(
          pack.stream().map(plan -> UnitResult.of(plan.unit().key(), plan.same())).toList());
    }
    if (pack.size() == 1) {
      return List.of(writeAlone(pack.get(0)));
    }
    if (samePatientTwice(pack)) {
      return oneByOne(pack);
    }
    journal.planned(pack.stream().flatMap(plan -> plan.planned().stream()).toList());
    return switch (Transaction.of(sends).send(http, token)) {
      case Transaction.Outcome.Done(var entries) -> confirm(results(pack, entries));
      case Transaction.Outcome.Conflict c -> oneByOne(pack);
      case Transaction.Outcome.Refused r -> oneByOne(pack);
    };
  }

  /** A transaction may hold a resource only once. */
  private static boolean samePatientTwice(List<UnitPlan> pack) {
    var references =
        pack.stream()
            .flatMap(plan -> plan.sends().stream())
            .map(send -> UnitPlan.reference(send.resource()))
            .toList();
    return references.stream().distinct().count() != references.size();
  }

  private List<UnitResult> oneByOne(List<UnitPlan> pack) {
    var results = new ArrayList<UnitResult>();
    for (var plan : pack) {
      results.add(writeAlone(plan(List.of(plan.unit())).get(0)));
    }
    return results;
  }

  private UnitResult writeAlone(UnitPlan first) {
    var plan = first;
    for (int attempt = 0; ; attempt++) {
      journal.planned(plan.planned());
      var outcome = sendInChunks(plan);
      if (outcome instanceof Transaction.Outcome.Done(var entries)) {
        return confirm(results(List.of(plan), entries)).get(0);
      }
      if (outcome instanceof Transaction.Outcome.Conflict(var refusal)) {
        if (attempt >= MAX_CONFLICTS) {
          return UnitResult.refused(plan.unit().key(), refusal);
        }
        pause(attempt);
        plan = plan(List.of(plan.unit())).get(0);
      } else if (outcome instanceof Transaction.Outcome.Refused(var refusal)) {
        return UnitResult.refused(plan.unit().key(), refusal);
      }
    }
  }

  /** Chunks keep the order of the resources, so each refers only to itself and to what is there. */
  private Transaction.Outcome sendInChunks(UnitPlan plan) {
    var entries = new ArrayList<EntryOutcome>();
    for (var chunk : Packs.of(plan.sends(), send -> 1, send -> (long) send.json().length())) {
      var outcome = Transaction.of(chunk).send(http, token);
      if (!(outcome instanceof Transaction.Outcome.Done(var done))) {
        return outcome;
      }
      entries.addAll(done);
    }
    return new Transaction.Outcome.Done(entries);
  }

  private List<UnitResult> confirm(List<UnitResult> results) {
    journal.confirmed(results);
    return results;
  }

  private static List<UnitResult> results(List<UnitPlan> pack, List<EntryOutcome> entries) {
    var results = new ArrayList<UnitResult>();
    int next = 0;
    for (var plan : pack) {
      var writes = new ArrayList<ResourceWrite>();
      for (var send : plan.sends()) {
        writes.add(write(send, entries.get(next++)));
      }
      results.add(
          UnitResult.of(
              plan.unit().key(), Stream.concat(writes.stream(), plan.same().stream()).toList()));
    }
    return results;
  }

  /** The store's "no change" counts as unchanged, whatever the comparison before had found. */
  private static ResourceWrite write(UnitPlan.Send send, EntryOutcome outcome) {
    var unchanged = outcome.effect() == EntryOutcome.Effect.UNCHANGED;
    return new ResourceWrite(
        send.type(),
        send.id(),
        unchanged ? Effect.UNCHANGED : send.effect(),
        outcome.version(),
        unchanged ? outcome.version() : send.currentVersion());
  }

  private void pause(int attempt) {
    try {
      Thread.sleep(retry.delay(attempt).dividedBy(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted", e);
    }
  }
}

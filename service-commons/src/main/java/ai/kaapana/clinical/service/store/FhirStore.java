package ai.kaapana.clinical.service.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The FHIR store as feeders see it.
 *
 * <p>Writing is idempotent: what the store already holds is not sent, every answer is checked entry
 * by entry, and one patient's failure costs no other patient. All methods throw {@link
 * StoreUnavailableException} when the store cannot be reached in time; nothing is lost by trying
 * again later.
 */
public interface FhirStore {

  /** The same store for a user on whose behalf a job runs; the name goes to the store's audit. */
  FhirStore onBehalfOf(@Nullable String user);

  /**
   * Writes resources that patients share (Device, Endpoint, DocumentReference, Library, ConceptMap)
   * in a transaction of their own, before anything that refers to them.
   *
   * <p>What this process has already confirmed with the same content is not sent again, until
   * {@link #forgetShared}.
   *
   * @throws RejectedException if the store refuses them
   */
  List<ResourceWrite> writeShared(List<? extends Resource> resources);

  /**
   * Makes the next {@link #writeShared} trust nothing: for a store that was restored or emptied.
   */
  void forgetShared();

  /**
   * Writes units, each whole or not at all, in packs of whole patients.
   *
   * @param journal told what is about to be written and what was, for lineage that survives a kill
   * @return one result per unit, in the order of the units
   */
  List<UnitResult> write(List<WriteUnit> units, WriteJournal journal);

  /** Writes units without a journal. */
  default List<UnitResult> write(List<WriteUnit> units) {
    return write(units, WriteJournal.NONE);
  }

  /**
   * Takes back what a run wrote for a patient, in one transaction: deletes what it created, writes
   * back what it changed, and withdraws its statements from the Patient. What was changed again
   * since is reported and left alone.
   */
  UndoResult undo(UndoUnit unit);

  /** The current version of a resource, empty if there is none or it was deleted. */
  <T extends Resource> Optional<T> read(Class<T> type, String id);

  /** The current versions of the resources that exist among the ids, by id. */
  <T extends Resource> Map<String, T> readAll(Class<T> type, Collection<String> ids);

  /**
   * All matches of a search, complete over all pages.
   *
   * @param parameters FHIR search parameters, for example {@code identifier} and {@code
   *     urn:dicom:uid|urn:oid:1.2.3}
   */
  <T extends Resource> List<T> search(Class<T> type, Map<String, String> parameters);

  /** How many resources match, without reading them. */
  long count(Class<? extends Resource> type, Map<String, String> parameters);

  /** Whether the store answers and is configured with the same PatientID system. */
  void checkIdentity();
}

package ai.kaapana.clinical.service.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * What a handler knows about its job, and how it shows progress. Progress is kept in memory and
 * written at most twice a second, so that it may be told for every unit. Safe for use by several
 * threads of one handler.
 */
public interface JobContext {

  /** The job's id. */
  UUID jobId();

  /** The user who asked for the job; goes to the audit of what the job writes. */
  String createdBy();

  /** Which run of the job this is, from 1. */
  int attempt();

  /** What the handler was given. */
  JsonNode parameters();

  /** What the handler was given, as a type of its own. */
  <T> T parameters(Class<T> type);

  /**
   * Begins a phase.
   *
   * @param name in words for the user
   * @param total its units of work; negative = not known
   */
  void phase(String name, long total);

  /** Adds to the units of work that are done in this phase. */
  void advance(long count);

  /** Replaces the balance of source units of this run. */
  void units(UnitBalance balance);

  /** Replaces the balance of resources of this run. */
  void resources(ResourceBalance balance);

  /**
   * Whether the handler should end soon: somebody cancelled the job, or the process is about to
   * end. A handler that then returns leaves a cancelled job, or one that is run again at the next
   * start.
   */
  boolean cancelled();

  /** Ends the run by an exception if {@link #cancelled()}; to be called between units of work. */
  void checkCancelled();
}

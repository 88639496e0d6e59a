package ai.kaapana.clinical.service.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands at one moment; its JSON form is the answer of the REST API.
 *
 * @param id the job's id, also after resuming
 * @param kind which handler runs it
 * @param state where it stands
 * @param phase what the handler works on, in its own words; null before the first run
 * @param done units of work of the phase that are done
 * @param total units of work of the phase; null = not known
 * @param rate units of work per second in this phase; null = not known
 * @param estimatedEnd when the phase will end at this rate; null = not known
 * @param createdBy the user who asked for it
 * @param created when it was asked for
 * @param updated when something about it changed last
 * @param units the balance of source units so far
 * @param resources the balance of resources so far
 * @param problem why it failed or waits, else null
 * @param result what the handler gave as result, else null
 * @param key the deduplication key, else null
 * @param parameters what the handler was given
 * @param attempts how often a handler began it
 */
public record Job(
    UUID id,
    String kind,
    JobState state,
    @Nullable String phase,
    long done,
    @Nullable Long total,
    @Nullable Double rate,
    @Nullable Instant estimatedEnd,
    String createdBy,
    Instant created,
    Instant updated,
    UnitBalance units,
    ResourceBalance resources,
    @Nullable JobProblem problem,
    @Nullable JsonNode result,
    @JsonIgnore @Nullable String key,
    @JsonIgnore JsonNode parameters,
    @JsonIgnore int attempts) {}

package ai.kaapana.clinical.server.notebook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a token, apart from its hash.
 *
 * @param id names the token; opens nothing
 * @param person in whose name it reads
 * @param label what the person called it
 * @param lastUsed to the minute, or null
 */
record NotebookToken(
    UUID id,
    String person,
    String label,
    Instant created,
    Instant expires,
    @Nullable Instant lastUsed) {}

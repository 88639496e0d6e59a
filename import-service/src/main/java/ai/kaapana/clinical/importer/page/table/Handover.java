package ai.kaapana.clinical.importer.page.table;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ai.kaapana.clinical.importer.page.PageProperties;
import ai.kaapana.clinical.importer.page.store.Tables;
import ai.kaapana.clinical.service.objectstore.CallerBuckets;
import ai.kaapana.clinical.service.objectstore.ObjectStore;
import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.DependencyDownException;
import ai.kaapana.clinical.service.problem.ProblemException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Puts a table into the project's bucket, which JupyterLab shows as its folder: the CSV, the
 * dictionary of its columns, the request that makes it again and the manifest with its counts.
 *
 * <p>The object store decides with the user's own token; neither the token nor what it opens is
 * kept.
 */
@Component
class Handover {
  private static final Logger log = LoggerFactory.getLogger(Handover.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final int OK = 200;
  private static final int TRIES = 3;
  private static final int HASH = 6;
  private static final String JSON = "application/json";
  private final Tables tables;
  private final Optional<CallerBuckets> buckets;
  private final String folder;
  private final Clock clock;

  Handover(Tables tables, Optional<CallerBuckets> buckets, PageProperties page, Clock clock) {
    this.tables = tables;
    this.buckets = buckets;
    this.folder = page.tablesFolder();
    this.clock = clock;
  }

  /** What became of a table. */
  sealed interface Outcome {
    /** It lies in a folder of the bucket. */
    record Sent(String bucket, String folder, String name, long rows) implements Outcome {
      /** The folder as a notebook beside the helper names it. */
      public String parent() {
        return folder.substring(folder.lastIndexOf('/') + 1);
      }
    }

    /** Something must be decided first; the preview asks. */
    record Undecided() implements Outcome {}

    /** The bucket did not take it. */
    record Failed(HttpStatus status, IssueCode code, String reason, String hint)
        implements Outcome {}
  }

  /** Why the holder of a token can send nothing; empty if the table can be sent. */
  Optional<String> obstacle(Optional<String> token) {
    if (buckets.isEmpty()) {
      return Optional.of(
          "no object store is configured (an administrator sets clinical.caller-buckets)");
    }
    return token.isPresent()
        ? Optional.empty()
        : Optional.of("you are not signed in, and the object store asks for a token");
  }

  /**
   * Puts the table that a request makes into the bucket.
   *
   * @param level one row per what; the folder's name begins with it
   * @param token the caller's own
   */
  Outcome send(ObjectNode request, String level, String token) throws IOException {
    // Readable by this process alone, and gone with the request.
    var file = Files.createTempFile("table-", ".csv");
    try {
      return switch (read(request, file)) {
        case Reading.Whole table -> write(table, request, level, token);
        case Reading.Undecided() -> new Outcome.Undecided();
        case Reading.Moving() ->
            new Outcome.Failed(
                HttpStatus.CONFLICT,
                CommonCode.OBJECT_CHANGED,
                "The table changes while it is read: an import or a link runs.",
                "Press the button again when it has ended.");
      };
    } finally {
      Files.delete(file);
    }
  }

  private Outcome write(Reading.Whole table, ObjectNode request, String level, String token) {
    try (var store = buckets.orElseThrow().open(token)) {
      return write(store, table, request, level);
    } catch (ProblemException e) {
      return failed(e);
    } catch (DependencyDownException e) {
      log.atWarn().addKeyValue("event", "dependency_down").log("{}", e.system(), e);
      return new Outcome.Failed(
          HttpStatus.SERVICE_UNAVAILABLE,
          e.code(),
          "The object store does not answer.",
          "Try again in a minute; the download works without it.");
    }
  }

  /** What the store gave. */
  private sealed interface Reading {
    /** A table that is complete in a file, with its dictionary and its manifest. */
    record Whole(Path file, long rows, JsonNode columns, JsonNode manifest) implements Reading {}

    /** The store asks a question. */
    record Undecided() implements Reading {}

    /** The store was written to each time. */
    record Moving() implements Reading {}
  }

  // File and manifest are two answers: both are of one state, or both are read again.
  private Reading read(ObjectNode request, Path file) throws IOException {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      var answer = tables.csv(request);
      try (var body = answer.body()) {
        if (answer.statusCode() != OK) {
          return new Reading.Undecided();
        }
        Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
      }
      long rows = rows(file);
      var columns = tables.part(request, "columns");
      var manifest = tables.part(request, "manifest");
      if (manifest.path("counts").path("rows").asLong(-1) == rows) {
        return new Reading.Whole(file, rows, columns, manifest);
      }
    }
    return new Reading.Moving();
  }

  private static long rows(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file);
        var records = CSVFormat.DEFAULT.parse(reader)) {
      return records.stream().count() - 1;
    }
  }

  private Outcome write(ObjectStore store, Reading.Whole table, ObjectNode request, String level) {
    var hash = table.manifest().path("specHash").asText();
    var name =
        String.join(
            "-",
            level,
            STAMP.format(clock.instant()),
            hash.substring(0, Math.min(HASH, hash.length())));
    var place = folder + "/" + name + "/";
    put(store, place + "columns.json", table.columns());
    put(store, place + "manifest.json", table.manifest());
    put(store, place + "request.json", request);
    // Last: whoever looks for tables looks for this file.
    store.put(place + "table.csv", table.file(), "text/csv");
    log.atInfo()
        .addKeyValue("event", "table_sent")
        .addKeyValue("rows", table.rows())
        .log("table put into the project's bucket");
    return new Outcome.Sent(store.bucket(), folder, name, table.rows());
  }

  private static void put(ObjectStore store, String key, JsonNode content) {
    store.put(key, content.toPrettyString().getBytes(StandardCharsets.UTF_8), JSON);
  }

  private static Outcome failed(ProblemException e) {
    if (e.code() == CommonCode.OBJECT_UNKNOWN) {
      return new Outcome.Failed(
          HttpStatus.BAD_GATEWAY,
          e.code(),
          "The project's bucket is not there.",
          "An administrator checks clinical.caller-buckets.bucket.");
    }
    if (e.code() == CommonCode.OBJECT_STORE_REFUSED) {
      return new Outcome.Failed(
          e.status(),
          e.code(),
          "The object store does not let you write into the project's bucket.",
          "Sign out and in again. If it stays so, an administrator checks that the object store"
              + " trusts the platform's tokens and that this project's members may write there.");
    }
    throw e;
  }
}

package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.run.Imports.Confirmation;
import ai.kaapana.clinical.importer.run.Imports.Upload;
import ai.kaapana.clinical.service.objectstore.ObjectArrived;
import ai.kaapana.clinical.service.objectstore.ObjectStore;
import ai.kaapana.clinical.service.objectstore.StoredObject;
import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Takes tables that arrive in the bucket, with the mapping {@code <name>.mapping.yaml} beside them
 * or a stored one that fits. What needs no confirmation is committed at once if the policy says so;
 * everything else waits for a person.
 */
final class Pickup implements ObjectArrived {
  private static final Logger log = LoggerFactory.getLogger(Pickup.class);
  private static final Pattern TABLE = Pattern.compile("(?i)(.+)\\.(csv|tsv|txt|xlsx)");
  private static final String USER = "service:import-service";
  private final Imports imports;
  private final ObjectProvider<ObjectStore> store;
  private final boolean autoCommit;

  Pickup(Imports imports, ObjectProvider<ObjectStore> store, boolean autoCommit) {
    this.imports = imports;
    this.store = store;
    this.autoCommit = autoCommit;
  }

  @Override
  public void arrived(StoredObject object) {
    var table = TABLE.matcher(object.key());
    if (!table.matches()) {
      return;
    }
    try {
      var id = take(object, mapping(table.group(1) + ".mapping.yaml"));
      if (autoCommit) {
        imports.commit(id, new Confirmation(false, false, false), USER);
      }
    } catch (ProblemException e) {
      if (e.code() == ImportIssue.MAPPING_NOT_FOUND) {
        // The mapping may still come; the object is offered again.
        throw e;
      }
      log.atWarn()
          .addKeyValue("event", "object_waits")
          .addKeyValue("code", e.code().code())
          .log("an object was not committed");
    }
  }

  private String take(StoredObject object, Optional<String> mapping) {
    try (var content = store.getObject().open(object.key())) {
      var upload =
          new Upload(
              content.stream(),
              object.key(),
              mapping,
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      return imports.create(upload, USER).id();
    } catch (IOException e) {
      throw new UncheckedIOException("an object could not be read", e);
    }
  }

  private Optional<String> mapping(String key) {
    try (var content = store.getObject().open(key)) {
      return Optional.of(new String(content.stream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (ProblemException e) {
      if (e.code() == CommonCode.OBJECT_UNKNOWN) {
        return Optional.empty();
      }
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("an object could not be read", e);
    }
  }
}

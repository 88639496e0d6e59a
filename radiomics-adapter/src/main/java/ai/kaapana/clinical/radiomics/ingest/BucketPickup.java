package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.RadiomicsProperties;
import ai.kaapana.clinical.service.objectstore.ObjectArrived;
import ai.kaapana.clinical.service.objectstore.ObjectStore;
import ai.kaapana.clinical.service.objectstore.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in the result files that arrive in the project's bucket.
 *
 * <p>Where one run wrote the same results as XML, CSV and more, the XML alone is taken: it says
 * most about the configuration. A file {@code x.csv} or {@code x.json} may have its parameter file
 * beside it as {@code x.yaml} or {@code params.yaml}. What a request would say of the file stands
 * in the settings {@code clinical.radiomics.pickup}. A refused file is listed with its problem like
 * any other ingest.
 */
final class BucketPickup implements ObjectArrived {

  private static final Logger log = LoggerFactory.getLogger(BucketPickup.class);
  private static final String USER = "radiomics-adapter";
  private static final String SHARED_PARAMETERS = "params.yaml";
  private static final int LARGEST_PARAMETERS = 1 << 20;

  private final ObjectStore store;
  private final Intake intake;
  private final IngestParameters parameters;

  BucketPickup(ObjectStore store, Intake intake, RadiomicsProperties.Pickup pickup) {
    this.store = store;
    this.intake = intake;
    this.parameters =
        new IngestParameters(
            pickup.configurationName(),
            pickup.dataset(),
            pickup.columns(),
            pickup.pathColumn(),
            pickup.pathPattern(),
            pickup.acceptUnlinked(),
            null,
            null,
            null,
            null);
  }

  @Override
  public void arrived(StoredObject object) {
    var key = object.key().toLowerCase(Locale.ROOT);
    var table = key.endsWith(".csv") || key.endsWith(".json");
    if (key.endsWith(".xml") || (table && !hasXmlBeside(object.key()))) {
      take(object);
    }
  }

  private boolean hasXmlBeside(String key) {
    return store.find(key.substring(0, key.lastIndexOf('.')) + ".xml").isPresent();
  }

  private void take(StoredObject object) {
    Path copy = null;
    try {
      copy = Files.createTempFile("radiomics", ".object");
      try (var content = store.open(object)) {
        Files.copy(content.stream(), copy, StandardCopyOption.REPLACE_EXISTING);
      }
      var file = copy;
      deliver(
          new Intake.Delivery(
              () -> Files.newInputStream(file),
              parameters,
              parameterFile(object.key()),
              USER,
              object.key()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(copy);
    }
  }

  private void deliver(Intake.Delivery delivery) throws IOException {
    try {
      intake.accept(delivery);
    } catch (RefusedFileException e) {
      intake.refused(delivery, e);
      log.atWarn()
          .addKeyValue("event", "file_refused")
          .addKeyValue("code", e.issue().code())
          .log("result file refused");
    }
  }

  private @Nullable String parameterFile(String key) throws IOException {
    var folder = key.substring(0, key.lastIndexOf('/') + 1);
    var own = key.substring(0, key.lastIndexOf('.')) + ".yaml";
    var found = store.find(own).or(() -> store.find(folder + SHARED_PARAMETERS));
    return found.isPresent() ? text(found.get()) : null;
  }

  private String text(StoredObject object) throws IOException {
    try (var content = store.open(object)) {
      return new String(content.stream().readNBytes(LARGEST_PARAMETERS), StandardCharsets.UTF_8);
    }
  }

  private static void delete(@Nullable Path copy) {
    try {
      if (copy != null) {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      log.atWarn().addKeyValue("event", "copy_left").log("a temporary copy was not deleted", e);
    }
  }
}

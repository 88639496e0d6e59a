package ai.kaapana.clinical.radiomics.ingest;

import ai.kaapana.clinical.radiomics.configuration.ExtractorConfiguration;
import ai.kaapana.clinical.radiomics.ingest.Ingest.Shared;
import ai.kaapana.clinical.radiomics.mapping.ConfigurationMapper;
import ai.kaapana.clinical.radiomics.mapping.SoftwareMapper;
import ai.kaapana.clinical.service.store.FhirStore;
import ai.kaapana.clinical.service.store.ResourceWrite.Effect;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Writes the extractor and its configurations before the panels that refer to them, once per run.
 */
final class SharedResources {

  private final FhirStore store;
  private final @Nullable String givenName;
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> software = new HashSet<>();
  private Shared account = Shared.NONE;
  private boolean renamed;

  SharedResources(FhirStore store, @Nullable String givenName) {
    this.store = store;
    this.givenName = givenName;
  }

  /**
   * Makes sure that a configuration and its extractor are stored, and gives the name it has there.
   */
  String name(ExtractorConfiguration configuration) {
    var known = names.get(configuration.hash());
    if (known != null) {
      return known;
    }
    var stored = store.read(DocumentReference.class, ConfigurationMapper.id(configuration.hash()));
    var document = ConfigurationMapper.map(configuration, givenName, stored);
    write(document);
    var name = document.getDescription();
    renamed |= stored.map(before -> !name.equals(before.getDescription())).orElse(false);
    if (software.add(configuration.tool() + " " + configuration.version())) {
      write(SoftwareMapper.map(configuration.tool(), configuration.version()));
    }
    names.put(configuration.hash(), name);
    return name;
  }

  /** Whether a configuration that was stored before got another name. */
  boolean renamed() {
    return renamed;
  }

  private void write(Resource resource) {
    for (var write : store.writeShared(List.of(resource))) {
      account =
          account.plus(
              new Shared(
                  1,
                  write.effect() == Effect.CREATED ? 1 : 0,
                  write.effect() == Effect.UPDATED ? 1 : 0));
    }
  }

  /** What was written so far. */
  Shared account() {
    return account;
  }
}

package ai.kaapana.clinical.radiomics.mapping;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.radiomics.configuration.ExtractorConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContentComponent;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.jspecify.annotations.Nullable;

/**
 * Maps a configuration of the extractor to a DocumentReference with the canonical JSON inside.
 *
 * <p>Two files can be made with the same configuration, one sent with the parameter file and one
 * without; then what the store already holds is kept, so that they do not overwrite each other in
 * turn.
 */
public final class ConfigurationMapper {

  private static final String JSON = "application/json";
  private static final String YAML = "application/yaml";

  private ConfigurationMapper() {}

  /** Id of the DocumentReference of a configuration. */
  public static String id(String hash) {
    return ResourceIds.of(IdSpace.CONFIGURATION, hash);
  }

  /**
   * The document of a configuration.
   *
   * @param givenName name given by the user, null to keep the stored or derived one
   * @param stored what the store holds under the same hash
   */
  public static DocumentReference map(
      ExtractorConfiguration configuration,
      @Nullable String givenName,
      Optional<DocumentReference> stored) {
    var result = new DocumentReference();
    result.setId(id(configuration.hash()));
    result.addIdentifier(ResourceIds.identifier(IdSpace.CONFIGURATION, configuration.hash()));
    result.addExtension(
        Clinical.extension("completeness"), new CodeType(configuration.completeness().code()));
    result.setStatus(DocumentReferenceStatus.CURRENT);
    result.getType().setText("Radiomics extraction configuration");
    result.setDescription(name(configuration, givenName, stored));
    result.addContent(content(JSON, "configuration.json", configuration.canonical()));
    stored
        .flatMap(ConfigurationMapper::parameters)
        .or(
            () ->
                Optional.ofNullable(configuration.parameters())
                    .map(text -> content(YAML, "parameters.yaml", text)))
        .ifPresent(result::addContent);
    return result;
  }

  private static String name(
      ExtractorConfiguration configuration,
      @Nullable String givenName,
      Optional<DocumentReference> stored) {
    return Optional.ofNullable(givenName)
        .or(() -> stored.map(DocumentReference::getDescription))
        .orElseGet(configuration::derivedName);
  }

  private static Optional<DocumentReferenceContentComponent> parameters(DocumentReference stored) {
    return stored.getContent().stream()
        .filter(content -> YAML.equals(content.getAttachment().getContentType()))
        .map(DocumentReferenceContentComponent::copy)
        .findFirst();
  }

  private static DocumentReferenceContentComponent content(String type, String title, String text) {
    return new DocumentReferenceContentComponent()
        .setAttachment(
            new Attachment()
                .setContentType(type)
                .setTitle(title)
                .setData(text.getBytes(StandardCharsets.UTF_8)));
  }
}

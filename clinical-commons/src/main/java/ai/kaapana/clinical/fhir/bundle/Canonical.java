package ai.kaapana.clinical.fhir.bundle;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Resource;

/**
 * The canonical text of a resource: members sorted by name, decimals digit by digit as written,
 * without what the store adds ({@code meta.versionId}, {@code meta.lastUpdated}, {@code
 * meta.source}) and without {@code recorded}.
 *
 * <p>Two resources with the same canonical text are the same state.
 */
public final class Canonical {

  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Canonical() {}

  /** Canonical text of a resource of the model. */
  public static String of(Resource resource) {
    return ofJson(
        resource.fhirType(),
        resource.getIdElement().getIdPart(),
        FHIR.newJsonParser().encodeResourceToString(resource));
  }

  /**
   * Canonical text of a resource as stored.
   *
   * @throws IllegalArgumentException if the text is no JSON object
   */
  public static String ofJson(String type, String id, String json) {
    try {
      if (!(JSON.readTree(json) instanceof ObjectNode resource)) {
        throw new IllegalArgumentException("Not a JSON object");
      }
      resource.put("resourceType", type);
      resource.put("id", id);
      resource.remove("recorded");
      cleanMeta(resource);
      return JSON.writeValueAsString(sorted(resource));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a JSON object", e);
    }
  }

  /** SHA-256 of the canonical text, in lower-case hex. */
  public static String hash(Resource resource) {
    return hash(of(resource));
  }

  /** SHA-256 of a text, in lower-case hex. */
  public static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static void cleanMeta(ObjectNode resource) {
    if (resource.get("meta") instanceof ObjectNode meta) {
      meta.remove("versionId");
      meta.remove("lastUpdated");
      meta.remove("source");
      if (meta.isEmpty()) {
        resource.remove("meta");
      }
    }
  }

  private static Object sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      var result = new TreeMap<String, Object>();
      object.properties().forEach(e -> result.put(e.getKey(), sorted(e.getValue())));
      return result;
    }
    if (node.isArray()) {
      return node.valueStream().map(Canonical::sorted).toList();
    }
    return node;
  }
}

package ai.kaapana.clinical.server.analytics.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

/** One text for all spellings of a request: members sorted, members that are null left out. */
final class CanonicalJson {

  private CanonicalJson() {}

  static String hash(JsonNode node) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(canonical(node).toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static JsonNode canonical(JsonNode node) {
    if (node.isArray()) {
      var result = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> result.add(canonical(item)));
      return result;
    }
    if (!node.isObject()) {
      return node;
    }
    var names = new TreeSet<String>();
    node.fieldNames().forEachRemaining(names::add);
    var result = JsonNodeFactory.instance.objectNode();
    for (var name : names) {
      if (!node.get(name).isNull()) {
        result.set(name, canonical(node.get(name)));
      }
    }
    return result;
  }
}

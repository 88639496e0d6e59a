package ai.kaapana.clinical.server.notebook;

import ai.kaapana.clinical.server.rest.FhirServerCode;
import ai.kaapana.clinical.server.rest.Refusal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a person asks for.
 *
 * @param life how long the token shall live
 * @param label what it shall be called
 */
record TokenRequest(Duration life, String label) {

  private static final int LONGEST_HOURS = 8;
  private static final int LONGEST_LABEL = 80;
  private static final Set<String> MEMBERS = Set.of("hours", "label");
  private static final ObjectMapper JSON = new ObjectMapper();

  static TokenRequest read(String body) {
    var request = object(body);
    request
        .fieldNames()
        .forEachRemaining(name -> require(MEMBERS.contains(name), "only hours and label", "label"));
    var hours = request.path("hours");
    var label = request.path("label");
    require(
        hours.isMissingNode()
            || (hours.isIntegralNumber()
                && hours.canConvertToInt()
                && hours.asInt() >= 1
                && hours.asInt() <= LONGEST_HOURS),
        "whole hours from 1 to " + LONGEST_HOURS,
        "hours");
    require(
        label.isMissingNode() || (label.isTextual() && isLabel(label.asText())),
        "a text of 1 to " + LONGEST_LABEL + " characters in one line",
        "label");
    return new TokenRequest(Duration.ofHours(hours.asInt(LONGEST_HOURS)), label.asText("notebook"));
  }

  private static boolean isLabel(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_LABEL
        && text.chars().noneMatch(Character::isISOControl);
  }

  private static JsonNode object(String body) {
    if (body.isBlank()) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      var read = JSON.readTree(body);
      require(read.isObject(), "a JSON object", "label");
      return read;
    } catch (JsonProcessingException e) {
      // the parser's message repeats the body
      throw refused("a JSON object", "label");
    }
  }

  private static void require(boolean holds, String wanted, String member) {
    if (!holds) {
      throw refused(wanted, member);
    }
  }

  private static Refusal refused(String wanted, String member) {
    return new Refusal(400, FhirServerCode.INVALID, "Expected: " + wanted + ".", List.of(member));
  }
}

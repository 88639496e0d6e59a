package ai.kaapana.clinical.importer.page.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody must decide before a table can be made.
 *
 * @param code the stable code
 * @param subject the column or the member of the request
 * @param competing what competes, or the names nearest to an unknown one
 * @param patients how many patients it concerns
 */
public record Question(
    String code, String subject, String text, List<String> competing, int patients) {
  private static final String REFUSAL = "/refusal";

  static List<Question> of(JsonNode outcome) {
    List<Question> questions = new ArrayList<>();
    outcome.path("issue").forEach(issue -> questions.add(one(issue)));
    return questions;
  }

  private static Question one(JsonNode issue) {
    var subject = "";
    int patients = 0;
    List<String> competing = new ArrayList<>();
    for (var extension : issue.path("extension")) {
      if (!extension.path("url").asText().endsWith(REFUSAL)) {
        continue;
      }
      for (var part : extension.path("extension")) {
        switch (part.path("url").asText()) {
          case "subject" -> subject = part.path("valueString").asText();
          case "patients" -> patients = part.path("valueInteger").asInt();
          case "competing" -> competing.add(part.path("valueString").asText());
          default -> {
            // A newer store may say more.
          }
        }
      }
    }
    var details = issue.path("details");
    return new Question(
        details.path("coding").path(0).path("code").asText(),
        subject,
        details.path("text").asText(),
        competing,
        patients);
  }
}

package ai.kaapana.clinical.server.rest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextCheckTest {

  private static void check(String json) {
    var check = new JsonTextCheck();
    for (var unit : json.getBytes(StandardCharsets.UTF_8)) {
      check.accept(unit & 0xff);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": \"plain\"}",
        "\"tab \\t newline \\n quote \\\" backslash \\\\\"",
        "\"\\u00e4\\u001f\\u001F\"",
        "\"\\ud83d\\ude00\"",
        "\"\\\\u0000 is text after a backslash\"",
        "\"\uD83D\uDE00 \u00e4\"",
        "{\n\t\"a\":\r\n1}"
      })
  void passesWhatCanBeStored(String json) {
    assertThatCode(() -> check(json)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\u0000\"",
        "\"\\u000b\"",
        "\"\\ud83d\"",
        "\"\\ud83d x\"",
        "\"\\ud83d\\n\"",
        "\"\\ude00\"",
        "\"\\ud83d\\ud83d\"",
        "\"\\u12g4\"",
        "\"\u0001\""
      })
  void refusesWhatCannotBeStored(String json) {
    assertThatThrownBy(() -> check(json)).isInstanceOf(Refusal.class);
  }
}

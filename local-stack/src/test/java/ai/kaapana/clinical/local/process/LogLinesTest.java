package ai.kaapana.clinical.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogLinesTest {

  @Test
  void showsWhatWentWrongAndNotWhatWentWell() {
    var log =
        List.of(
            "{\"level\":\"INFO\",\"message\":\"starting\"}",
            "{\"level\":\"ERROR\",\"message\":\"Application run failed\",\"stack_trace\":\"java.lang.X\\n\\tat a.b\\nCaused by: Y\\n\\tat c.d\\nCaused by: Z\\n\\tat e.f\"}",
            "{\"level\":\"INFO\",\"message\":\"bye\"}");

    assertThat(LogLines.readable(log, 10))
        .containsExactly("ERROR Application run failed", "Caused by: Z");
  }

  @Test
  void unfoldsTheExplanationOfAFailedStart() {
    var log =
        List.of(
            "{\"level\":\"ERROR\",\"message\":\"\\n\\n***\\nAPPLICATION FAILED TO START\\n***\\n\\nDescription:\\n\\nThe setting x is missing.\\n\"}");

    assertThat(LogLines.readable(log, 2))
        .containsExactly("Description:", "The setting x is missing.");
  }

  @Test
  void showsTheEndWhenNothingSoundsWrong() {
    assertThat(
            LogLines.readable(
                List.of(
                    "{\"level\":\"INFO\",\"message\":\"one\"}",
                    "{\"level\":\"INFO\",\"message\":\"two\"}"),
                1))
        .containsExactly("INFO two");
  }

  @Test
  void leavesOtherLinesAsTheyAre() {
    assertThat(LogLines.readable(List.of("Error: no main class", "{broken"), 5))
        .containsExactly("Error: no main class", "{broken");
  }

  @Test
  void cutsEndlessLines() {
    assertThat(LogLines.readable(List.of("x".repeat(5000)), 1))
        .singleElement()
        .asString()
        .hasSize(401);
  }
}

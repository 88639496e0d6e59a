package ai.kaapana.clinical.local;

import ai.kaapana.clinical.local.http.LocalHttp;
import ai.kaapana.clinical.local.process.Child;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Waits until a child answers, and makes sure that it is the child that answers. */
final class Readiness {
  private static final String COMPONENT_HEADER = "X-Clinical-Component";
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final Child child;
  private final long end = System.nanoTime() + LONGEST.toNanos();

  Readiness(Child child) {
    this.child = child;
  }

  /** One question whether the child is there. */
  interface Question {
    boolean isAnswered() throws IOException;
  }

  /** The port that the child wrote into a file. */
  int port(Path file) {
    await(() -> Files.exists(file) && Files.readString(file).strip().matches("\\d+"));
    try {
      return Integer.parseInt(Files.readString(file).strip());
    } catch (IOException e) {
      throw new StackException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Waits for the readiness of a service. */
  void service(URI address, String component) {
    var http = LocalHttp.anonymous();
    await(
        () -> {
          var answer = http.get(address.resolve("/actuator/health/readiness"));
          var who = answer.header(COMPONENT_HEADER).orElse("a program that is none of ours");
          if (answer.status() == 200 && !who.equals(component)) {
            throw new StackException(
                "%s should answer at %s, but it is %s.".formatted(component, address, who));
          }
          return answer.status() == 200;
        });
  }

  void await(Question question) {
    while (!isAnswered(question)) {
      if (Child.ended(child.handle(), Duration.ofMillis(100))) {
        throw died();
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new StackException("The start of " + child.name() + " was interrupted.");
      }
      if (System.nanoTime() > end) {
        throw new StackException(
            child.name()
                + " did not become ready in "
                + LONGEST.toMinutes()
                + " minutes. "
                + child.epitaph());
      }
    }
  }

  private static boolean isAnswered(Question question) {
    try {
      return question.isAnswered();
    } catch (IOException e) {
      return false;
    }
  }

  private StackException died() {
    var space =
        child.log().tellsNoSpace()
            ? "The disk is full: free some space, or choose another folder with --data.\n"
            : "";
    return new StackException(space + child.epitaph());
  }
}

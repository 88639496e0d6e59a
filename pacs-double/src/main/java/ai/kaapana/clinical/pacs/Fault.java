package ai.kaapana.clinical.pacs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one request instead of, or on top of, its right answer.
 *
 * @param delay how long the answer waits
 * @param status a status in the place of the right one, or 0
 * @param body a body in the place of the right one
 * @param bytes how many bytes of the body are sent before the connection breaks, or -1 for all
 */
public record Fault(Duration delay, int status, @Nullable Body body, int bytes) {

  /** The right answer, unchanged; a start for the other methods. */
  public static Fault none() {
    return new Fault(Duration.ZERO, 0, null, -1);
  }

  /** An answer with this status and this body of JSON. */
  public static Fault answer(int status, String json) {
    return new Fault(Duration.ZERO, status, new Body(json.getBytes(StandardCharsets.UTF_8)), -1);
  }

  /** An answer with this status and no body. */
  public static Fault status(int status) {
    return answer(status, "");
  }

  /** The answer after a while. */
  public static Fault delayed(Duration delay) {
    return none().withDelay(delay);
  }

  /** The right answer, whose connection breaks after some bytes. */
  public static Fault truncated(int bytes) {
    return new Fault(Duration.ZERO, 0, null, bytes);
  }

  /** This fault, later. */
  public Fault withDelay(Duration longer) {
    return new Fault(longer, status, body, bytes);
  }

  /** The bytes of a body. */
  public record Body(byte[] content) {
    public Body {
      content = content.clone();
    }

    @Override
    public byte[] content() {
      return content.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Body that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
      return content.length + " bytes";
    }
  }
}

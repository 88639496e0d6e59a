package ai.kaapana.clinical.service.logging;

import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.StackTracePrinter;

/**
 * Prints where an exception came from, and never what it says.
 *
 * <p><b>Why:</b> parsers, databases and HTTP clients repeat their input in the messages of their
 * exceptions, and the input is data of patients. Class names and lines are enough to find the
 * cause; what may be said is in the log line itself.
 */
public final class QuietStackTrace implements StackTracePrinter {

  private static final int MAX_FRAMES = 30;

  @Override
  public void printStackTrace(Throwable throwable, Appendable out) throws IOException {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    @Nullable Throwable current = throwable;
    String before = "";
    while (current != null && seen.add(current)) {
      out.append(before).append(current.getClass().getName()).append('\n');
      StackTraceElement[] frames = current.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
        out.append("\tat ").append(frames[i].toString()).append('\n');
      }
      current = current.getCause();
      before = "Caused by: ";
    }
  }
}

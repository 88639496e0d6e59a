package ai.kaapana.clinical.linker.dicomweb;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer that is cut when the server falls silent or sends without end.
 *
 * <p>Why: the time-out of a request of {@code java.net.http} ends with the head of the answer; a
 * body that stalls would block its reader for ever.
 */
final class GuardedStream extends FilterInputStream {

  private static final long MAX_BYTES = 1L << 30;

  private final ScheduledFuture<?> watch;
  private volatile long lastRead = System.nanoTime();
  private long bytes;

  GuardedStream(InputStream body, Duration silence, ScheduledExecutorService watchers) {
    super(body);
    long period = Math.max(10, silence.toMillis() / 4);
    this.watch =
        watchers.scheduleWithFixedDelay(
            () -> cutIfSilent(silence), period, period, TimeUnit.MILLISECONDS);
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    count(count);
    return count;
  }

  @Override
  public void close() throws IOException {
    watch.cancel(false);
    super.close();
  }

  private void count(int read) {
    lastRead = System.nanoTime();
    bytes += Math.max(0, read);
    if (bytes > MAX_BYTES) {
      throw new PacsException(PacsException.Kind.TOO_LARGE);
    }
  }

  private void cutIfSilent(Duration silence) {
    if (System.nanoTime() - lastRead > silence.toNanos()) {
      try {
        close();
      } catch (IOException e) {
        // The reader meets the same broken connection and reports it.
        watch.cancel(false);
      }
    }
  }
}

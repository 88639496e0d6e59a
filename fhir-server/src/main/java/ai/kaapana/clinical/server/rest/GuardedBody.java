package ai.kaapana.clinical.server.rest;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/**
 * A body that ends in a refusal as soon as it grows beyond the limit, whatever its length header
 * says, or holds text that cannot be stored.
 */
final class GuardedBody extends ServletInputStream {

  private final ServletInputStream body;
  private final JsonTextCheck check = new JsonTextCheck();
  private long left;

  GuardedBody(ServletInputStream body, long limit) {
    this.body = body;
    this.left = limit;
  }

  @Override
  public int read() throws IOException {
    var value = body.read();
    if (value >= 0) {
      count(1);
      check.accept(value);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    var read = body.read(buffer, offset, length);
    if (read > 0) {
      count(read);
      for (int i = offset; i < offset + read; i++) {
        check.accept(buffer[i] & 0xff);
      }
    }
    return read;
  }

  private void count(int read) {
    left -= read;
    if (left < 0) {
      throw new Refusal(413, FhirServerCode.TOO_LARGE);
    }
  }

  @Override
  public boolean isFinished() {
    return body.isFinished();
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    body.setReadListener(listener);
  }
}

package ai.kaapana.clinical.service.objectstore;

import java.io.IOException;
import java.io.InputStream;

/**
 * The content of an object while it is read.
 *
 * @param object the object as it is read now
 * @param stream its bytes; to be closed
 */
public record ObjectContent(StoredObject object, InputStream stream) implements AutoCloseable {

  @Override
  public void close() throws IOException {
    stream.close();
  }
}

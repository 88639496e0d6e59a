package ai.kaapana.clinical.radiomics.ingest;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read several times. */
@FunctionalInterface
public interface ByteSource {

  InputStream open() throws IOException;
}

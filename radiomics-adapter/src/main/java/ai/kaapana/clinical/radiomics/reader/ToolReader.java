package ai.kaapana.clinical.radiomics.reader;

import java.io.IOException;

/** Reads a file of one tool in one format. */
@FunctionalInterface
public interface ToolReader {

  /** Gives every result to the sink, in file order. */
  void read(RoiSink sink) throws UnreadableResultException, IOException;
}

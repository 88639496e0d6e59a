package ai.kaapana.clinical.radiomics.reader;

/** Takes results one by one. */
@FunctionalInterface
public interface RoiSink {

  /** Takes a result; false ends the reading. */
  boolean accept(RoiResult result);
}

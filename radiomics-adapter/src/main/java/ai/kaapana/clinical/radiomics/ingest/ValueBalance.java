package ai.kaapana.clinical.radiomics.ingest;

/**
 * What became of the feature values of a file: in = stored + rejected + waiting + skipped.
 *
 * @param stored values that are numbers in the FHIR store
 * @param rejected values with a reason instead, of their own or of their result
 * @param waiting values of results that wait for their target
 * @param skipped values of results that stand in the file more than once
 */
public record ValueBalance(long in, long stored, long rejected, long waiting, long skipped) {}

package ai.kaapana.clinical.radiomics.reader;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;

/** Opens JSON as Python writes it, {@code NaN} and {@code Infinity} bare, within the limits. */
public final class JsonFiles {

  private static final int DEEPEST = 40;
  private static final int LONGEST_NUMBER = 1_000;

  private JsonFiles() {}

  public static JsonParser parser(ResultInput input) throws IOException {
    return JsonFactory.builder()
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxStringLength(input.limits().cellCharacters())
                .maxNumberLength(LONGEST_NUMBER)
                .build())
        .build()
        .createParser(input.reader());
  }
}

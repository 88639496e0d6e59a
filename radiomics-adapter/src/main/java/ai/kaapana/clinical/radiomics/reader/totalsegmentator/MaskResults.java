package ai.kaapana.clinical.radiomics.reader.totalsegmentator;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.feature.FeatureName;
import ai.kaapana.clinical.radiomics.feature.Tool;
import ai.kaapana.clinical.radiomics.reader.DecimalMark;
import ai.kaapana.clinical.radiomics.reader.JsonFiles;
import ai.kaapana.clinical.radiomics.reader.Measurement;
import ai.kaapana.clinical.radiomics.reader.NumberText;
import ai.kaapana.clinical.radiomics.reader.ResultInput;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import ai.kaapana.clinical.radiomics.reader.RoiSink;
import ai.kaapana.clinical.radiomics.reader.ToolReader;
import ai.kaapana.clinical.radiomics.reader.UnreadableResultException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One object with a member for each mask: features by name. Either PyRadiomics features of the
 * unfiltered image, rounded to four decimals, or TotalSegmentator's volume and intensity.
 *
 * <p>The file says nothing of version, settings, patient or image.
 */
public final class MaskResults implements ToolReader {

  /** Where a result names its mask; the name of the mask is all that it says about its target. */
  private static final String MASK = "Mask";

  private static final Set<String> STATISTICS = Set.of("volume", "intensity", "n_voxels");

  /** Positions of the region; they describe it and are no features. */
  private static final Set<String> POSITIONS = Set.of("centroid_vox", "bbox_vox");

  /** What the form of the file tells of how the features came about. */
  private static final String FORM = "mask statistics";

  /** Features of PyRadiomics are rounded before they are written: a small number becomes zero. */
  private static final String ROUNDED = FORM + ", rounded to 4 decimals";

  private final ResultInput input;
  private final Set<String> masks = new HashSet<>();
  private Tool tool = Tool.PYRADIOMICS;

  public MaskResults(ResultInput input) {
    this.input = input;
  }

  @Override
  public void read(RoiSink sink) throws UnreadableResultException, IOException {
    try (var json = JsonFiles.parser(input)) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        var mask = json.currentName();
        if (json.nextToken() != JsonToken.START_OBJECT || !masks.add(mask)) {
          throw input.refuse(RadiomicsIssue.FILE_MALFORMED);
        }
        if (masks.size() > input.limits().rows()) {
          throw input.refuse(RadiomicsIssue.FILE_TOO_LARGE);
        }
        if (!sink.accept(result(mask, json))) {
          return;
        }
      }
      if (json.nextToken() != null) {
        throw input.refuse(RadiomicsIssue.FILE_MALFORMED);
      }
    }
  }

  private RoiResult result(String mask, JsonParser json)
      throws UnreadableResultException, IOException {
    var measurements = new ArrayList<Measurement>();
    var seen = new HashSet<String>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      var name = json.currentName();
      json.nextToken();
      input.line(json.currentLocation().getLineNr());
      if (!seen.add(name)) {
        throw input.refuse(RadiomicsIssue.COLUMN_DUPLICATE);
      }
      if (seen.size() > input.limits().columns()) {
        throw input.refuse(RadiomicsIssue.FILE_TOO_LARGE);
      }
      var text = text(json);
      if (!POSITIONS.contains(name)) {
        var value = NumberText.read(text, DecimalMark.POINT);
        measurements.add(new Measurement(feature(name, measurements), value));
      }
    }
    input.nextRecord();
    var form = tool == Tool.PYRADIOMICS ? ROUNDED : FORM;
    return new RoiResult(
        masks.size(),
        input.line(),
        0,
        tool,
        Map.of(MASK, mask),
        Map.of("Form", form),
        measurements);
  }

  /** The first feature of a mask tells the tool; the others must be of the same. */
  private FeatureName feature(String name, List<Measurement> before)
      throws UnreadableResultException {
    var feature = FeatureName.parseUnfiltered(name).or(() -> FeatureName.parse(name));
    var statistics = feature.isEmpty() && !name.contains("::") && !name.isBlank();
    var found = statistics ? Optional.of(FeatureName.ofStatistics(name)) : feature;
    if (found.isEmpty()
        || (!before.isEmpty() && found.get().tool() != before.getFirst().name().tool())
        || (before.isEmpty() && statistics && !STATISTICS.contains(name))) {
      throw input.refuse(RadiomicsIssue.FILE_NO_FEATURES);
    }
    tool = found.get().tool();
    return found.get();
  }

  /** A number in the digits of the file; what has parts is no number. */
  private static String text(JsonParser json) throws IOException {
    if (json.currentToken().isStructStart()) {
      var open = json.currentToken().asString();
      json.skipChildren();
      return open;
    }
    return json.currentToken() == JsonToken.VALUE_NULL ? "" : json.getText();
  }
}

package ai.kaapana.clinical.radiomics.reader.mitk;

import ai.kaapana.clinical.radiomics.feature.FeatureName;
import ai.kaapana.clinical.radiomics.feature.MitkName;
import ai.kaapana.clinical.radiomics.feature.Tool;
import ai.kaapana.clinical.radiomics.reader.DecimalMark;
import ai.kaapana.clinical.radiomics.reader.Measurement;
import ai.kaapana.clinical.radiomics.reader.NumberText;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;

/** A header line of MITK's CSV. */
final class MitkHeader {

  private static final String FIRST = "SoftwareVersion";
  private static final String LAST = "EndOfMeasurement";

  private final List<String> names;
  private final Map<Integer, FeatureName> features = new TreeMap<>();
  private final Map<Integer, Integer> repeated = new TreeMap<>();

  MitkHeader(CSVRecord cells) {
    names = cells.stream().map(String::strip).toList();
    var firsts = new LinkedHashMap<FeatureName, Integer>();
    for (int i = 0; i < names.size(); i++) {
      var position = i;
      MitkName.parse(names.get(i))
          .ifPresent(
              name -> {
                var first = firsts.putIfAbsent(name, position);
                if (first == null) {
                  features.put(position, name);
                } else {
                  repeated.put(position, first);
                }
              });
    }
  }

  static boolean isOne(CSVRecord cells) {
    return cells.get(0).strip().equals(FIRST);
  }

  /** A header of one row for each result; a table with features as rows has none. */
  boolean isComplete() {
    return !features.isEmpty() && names.indexOf(LAST) >= names.size() - 2;
  }

  /** Where the features stand. */
  Iterable<Integer> featurePositions() {
    return features.keySet();
  }

  /** Whether a row is as wide as the header and ends as it does. */
  boolean fits(CSVRecord cells) {
    return cells.size() == names.size() && cells.get(names.indexOf(LAST)).strip().equals(LAST);
  }

  /**
   * Whether two columns of one name hold different texts: classes that were computed for several
   * settings are told apart by their names only if the tool was asked to encode them there.
   */
  boolean contradicts(CSVRecord cells) {
    return repeated.entrySet().stream()
        .anyMatch(pair -> !cells.get(pair.getKey()).equals(cells.get(pair.getValue())));
  }

  String cell(CSVRecord cells, String name) {
    var position = names.indexOf(name);
    return position < 0 ? "" : cells.get(position);
  }

  RoiResult result(CSVRecord cells, long row, long line, int block, DecimalMark mark) {
    var inputs = new LinkedHashMap<String, String>();
    var measurements = new ArrayList<Measurement>(features.size());
    for (int i = 0; i < names.size(); i++) {
      if (features.containsKey(i)) {
        var value = NumberText.read(cells.get(i), mark);
        measurements.add(new Measurement(features.get(i), value));
      } else if (!repeated.containsKey(i) && !names.get(i).isEmpty()) {
        inputs.put(names.get(i), cells.get(i));
      }
    }
    inputs.remove(LAST);
    return new RoiResult(
        row, line, block, Tool.MITK, inputs, Map.of("Version", cell(cells, FIRST)), measurements);
  }
}

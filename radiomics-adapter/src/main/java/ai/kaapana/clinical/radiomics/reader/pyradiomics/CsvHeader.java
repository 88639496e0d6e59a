package ai.kaapana.clinical.radiomics.reader.pyradiomics;

import ai.kaapana.clinical.radiomics.feature.FeatureName;
import ai.kaapana.clinical.radiomics.feature.Tool;
import ai.kaapana.clinical.radiomics.reader.DecimalMark;
import ai.kaapana.clinical.radiomics.reader.Measurement;
import ai.kaapana.clinical.radiomics.reader.NumberText;
import ai.kaapana.clinical.radiomics.reader.RoiResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A header line and what its columns hold. */
final class CsvHeader {

  private static final Set<String> REQUIRED_INPUTS = Set.of("Image", "Mask");

  private final Columns columns;
  private final List<String> names;
  private final List<Columns.Kind> kinds;
  private final List<int[]> duplicates;
  private final Set<Integer> repeated;
  private final List<Integer> featurePositions;

  private CsvHeader(Columns columns, List<String> names) {
    this.columns = columns;
    this.names = names;
    this.kinds = names.stream().map(columns::kind).toList();
    this.duplicates = duplicates(names);
    this.repeated = new HashSet<>();
    duplicates.forEach(pair -> repeated.add(pair[1]));
    this.featurePositions = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      if (kinds.get(i) instanceof Columns.Kind.Feature) {
        featurePositions.add(i);
      }
    }
  }

  static CsvHeader of(CSVRecord cells, Columns columns) {
    return new CsvHeader(columns, cells.stream().map(String::strip).toList());
  }

  /**
   * Whether a record in the middle of a file is another header: it names features or diagnostics,
   * or all its cells are input columns of the header before (a run in which every case failed).
   */
  static boolean repeats(CSVRecord cells, CsvHeader before) {
    var known = Set.copyOf(before.names);
    var allKnown = true;
    for (var cell : cells) {
      var name = cell.strip();
      if (isName(name)) {
        return true;
      }
      allKnown &= known.contains(name);
    }
    return allKnown;
  }

  /** A cheap look comes before the name is taken apart: most cells are numbers. */
  private static boolean isName(String cell) {
    return cell.indexOf('_') > 0
        && Character.isLetter(cell.charAt(0))
        && cell.indexOf(' ') < 0
        && (cell.startsWith(Columns.DIAGNOSTICS) || FeatureName.parse(cell).isPresent());
  }

  private static List<int[]> duplicates(List<String> names) {
    var firsts = new HashMap<String, Integer>();
    var result = new ArrayList<int[]>();
    for (int i = 0; i < names.size(); i++) {
      var first = firsts.putIfAbsent(names.get(i), i);
      if (first != null) {
        result.add(new int[] {first, i});
      }
    }
    return result;
  }

  int width() {
    return names.size();
  }

  List<Integer> featurePositions() {
    return featurePositions;
  }

  /** How many input columns stand before the first other; a failed case may end there. */
  int leadingInputs() {
    var count = 0;
    while (count < kinds.size() && kinds.get(count) instanceof Columns.Kind.Input) {
      count++;
    }
    return count;
  }

  /** Whether this is a header of results; a run in which every case failed has inputs only. */
  boolean namesFeatures() {
    return !featurePositions.isEmpty() || names.containsAll(REQUIRED_INPUTS);
  }

  /** Whether features are named at the start of a record instead of in the header. */
  boolean looksTransposed(CSVRecord cells) {
    return !namesFeatures() && isName(cells.get(0).strip());
  }

  /** Whether two columns of one name hold different texts. */
  boolean contradicts(CSVRecord cells) {
    return duplicates.stream()
        .anyMatch(pair -> pair[1] < cells.size() && !cells.get(pair[0]).equals(cells.get(pair[1])));
  }

  RoiResult result(CSVRecord cells, long row, long line, int block, DecimalMark mark) {
    var inputs = new LinkedHashMap<String, String>();
    Map<String, @Nullable Object> diagnostics = new LinkedHashMap<>();
    var measurements = new ArrayList<Measurement>(featurePositions.size());
    for (int i = 0; i < names.size(); i++) {
      var cell = i < cells.size() ? cells.get(i) : "";
      if (repeated.contains(i)) {
        continue;
      }
      switch (kinds.get(i)) {
        case Columns.Kind.Input(String name) -> inputs.put(name, cell);
        case Columns.Kind.Diagnostic(String name) ->
            diagnostics.put(name, columns.diagnostic(name, cell));
        case Columns.Kind.Feature(var name) ->
            measurements.add(new Measurement(name, NumberText.read(cell, mark)));
      }
    }
    return new RoiResult(row, line, block, Tool.PYRADIOMICS, inputs, diagnostics, measurements);
  }
}

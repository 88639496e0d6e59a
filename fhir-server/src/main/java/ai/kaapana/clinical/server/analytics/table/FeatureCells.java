package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.model.PanelRecord;
import ai.kaapana.clinical.server.analytics.spec.Reduce;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the columns of features. */
final class FeatureCells {

  /** What tells the largest ROI, the best first: of PyRadiomics, then what other tools call it. */
  static final List<String> VOLUMES =
      List.of(
          "original_shape_VoxelVolume",
          "original_shape_MeshVolume",
          "shape_VoxelVolume",
          "shape_MeshVolume",
          "volume");

  private final @Nullable Reduce reduce;
  private final Conflicts conflicts;

  FeatureCells(@Nullable Reduce reduce, Conflicts conflicts) {
    this.reduce = reduce;
    this.conflicts = conflicts;
  }

  List<Column> columns(List<String> features, List<Row> rows) {
    if (features.isEmpty()) {
      return List.of();
    }
    var panels = rows.stream().map(row -> competing(row, features)).toList();
    var result = new ArrayList<Column>();
    for (var feature : features) {
      var cells =
          IntStream.range(0, rows.size())
              .mapToDouble(i -> cell(feature, rows.get(i), panels.get(i)))
              .toArray();
      result.add(new Column.Numbers(info(feature, panels), cells));
    }
    return result;
  }

  /** The panels of a row that have any value at all; of the largest ROI alone if that was asked. */
  private List<PanelRecord> competing(Row row, List<String> features) {
    var holding =
        row.panels().stream().filter(panel -> features.stream().anyMatch(panel::has)).toList();
    return reduce == Reduce.LARGEST && holding.size() > 1
        ? largest(row, holding).stream().toList()
        : holding;
  }

  private Optional<PanelRecord> largest(Row row, List<PanelRecord> panels) {
    var volume =
        VOLUMES.stream().filter(name -> panels.stream().allMatch(p -> p.has(name))).findFirst();
    if (volume.isEmpty() || units(volume.get(), panels).size() > 1) {
      refuse(AnalyticsCode.VOLUME_NEEDED, row, labels(row));
      return Optional.empty();
    }
    var largest =
        panels.stream()
            .max(Comparator.comparingDouble(panel -> panel.value(volume.get())))
            .orElseThrow();
    var size = largest.value(volume.get());
    if (panels.stream().filter(panel -> panel.value(volume.get()) == size).count() > 1) {
      refuse(AnalyticsCode.VOLUME_NEEDED, row, List.of("several ROIs of equal volume"));
    }
    return Optional.of(largest);
  }

  private double cell(String feature, Row row, List<PanelRecord> panels) {
    var values =
        panels.stream().mapToDouble(p -> p.value(feature)).filter(v -> !Double.isNaN(v)).toArray();
    if (values.length <= 1) {
      return values.length == 0 ? Double.NaN : values[0];
    }
    if (reduce == null) {
      refuse(AnalyticsCode.REDUCE_NEEDED, row, labels(row));
      return Double.NaN;
    }
    return switch (reduce) {
      case SUM -> DoubleStream.of(values).sum();
      case MEAN -> DoubleStream.of(values).average().orElse(Double.NaN);
      // more than one value remains under LARGEST only where largest() refused
      case SINGLE, LARGEST -> Double.NaN;
    };
  }

  private ColumnInfo info(String feature, List<List<PanelRecord>> panels) {
    var all = panels.stream().flatMap(List::stream).filter(p -> p.has(feature)).toList();
    var units = units(feature, all);
    if (units.size() > 1) {
      all.forEach(panel -> conflicts.add(AnalyticsCode.UNIT, feature, units, panel.patient()));
    }
    var unit = units.stream().findFirst().filter(code -> !code.isEmpty()).orElse(null);
    var configurations =
        all.stream().map(panel -> panel.configuration().label()).distinct().sorted().toList();
    var source =
        "panel, configuration "
            + String.join(", ", configurations)
            + (reduce == null ? "" : ", " + reduce.name().toLowerCase(Locale.ROOT) + " of ROIs");
    return new ColumnInfo(feature, ColumnType.NUMBER, unit, feature, source);
  }

  private static Set<String> units(String feature, List<PanelRecord> panels) {
    return panels.stream()
        .map(panel -> Objects.requireNonNullElse(panel.features().unit(feature), ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> labels(Row row) {
    return row.rois().stream().filter(roi -> !roi.panels().isEmpty()).map(Roi::describe).toList();
  }

  private void refuse(AnalyticsCode code, Row row, Collection<String> competing) {
    conflicts.add(code, "radiomics.reduce", competing, row.patient().key());
  }
}

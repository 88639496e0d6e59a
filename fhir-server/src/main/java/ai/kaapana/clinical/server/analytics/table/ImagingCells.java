package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.Problem;
import ai.kaapana.clinical.server.analytics.model.NumberText;
import ai.kaapana.clinical.server.analytics.model.SeriesRecord;
import ai.kaapana.clinical.server.analytics.model.Value;
import ai.kaapana.clinical.server.analytics.spec.ImagingAttribute;
import ai.kaapana.clinical.server.analytics.spec.ImagingColumn;
import ai.kaapana.clinical.server.analytics.spec.Pick;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the columns about image series; equal values of several series are one value. */
final class ImagingCells {

  private final Anchors anchors;
  private final Conflicts conflicts;

  ImagingCells(Anchors anchors, Conflicts conflicts) {
    this.anchors = anchors;
    this.conflicts = conflicts;
  }

  List<Column> columns(ImagingColumn asked, List<Row> rows) {
    var attribute = asked.attribute();
    var pick = asked.pick();
    if (pick != null && pick.needsNumbers() && !attribute.isNumber()) {
      var subject = attribute.column() + ": min, max and mean need numbers";
      conflicts.add(Problem.of(AnalyticsCode.BAD_SPEC, subject, List.of()));
      return List.of();
    }
    var picked = rows.stream().map(row -> pick(asked, row)).toList();
    var numbers = picked.stream().allMatch(ImagingCells::isNumber) && attribute.isNumber();
    var info = info(asked, numbers || pick == Pick.COUNT);
    return List.of(
        info.type().isNumber()
            ? new Column.Numbers(info, picked.stream().mapToDouble(ImagingCells::number).toArray())
            : new Column.Texts(info, picked.stream().map(ImagingCells::text).toList()));
  }

  private static ColumnInfo info(ImagingColumn asked, boolean numbers) {
    var attribute = asked.attribute();
    var whole = attribute == ImagingAttribute.N_INSTANCES && asked.pick() != Pick.MEAN;
    var type =
        asked.pick() == Pick.COUNT || (numbers && whole)
            ? ColumnType.INTEGER
            : numbers ? ColumnType.NUMBER : ColumnType.TEXT;
    var unit = type == ColumnType.NUMBER ? attribute.unit() : null;
    return new ColumnInfo(
        attribute.column(), type, unit, attribute.column(), "ImagingStudy, image series");
  }

  private Picked pick(ImagingColumn asked, Row row) {
    var candidates =
        row.images().stream().flatMap(image -> candidates(asked.attribute(), image)).toList();
    var distinct = candidates.stream().map(Candidate::value).distinct().toList();
    if (asked.pick() == null) {
      if (distinct.size() > 1) {
        var texts = distinct.stream().map(Value::asText).sorted().toList();
        conflicts.add(
            AnalyticsCode.PICK_NEEDED, asked.attribute().column(), texts, row.patient().key());
      }
      return distinct.isEmpty() ? Picked.NOTHING : new Picked.One(distinct.getFirst());
    }
    if (distinct.size() == 1 && asked.pick() != Pick.COUNT) {
      return new Picked.One(distinct.getFirst());
    }
    var picked = new Picker(asked.pick(), null).pick(candidates, anchors.of(row));
    if (picked instanceof Picked.Refused(AnalyticsCode code, String competing)) {
      conflicts.add(code, asked.attribute().column(), List.of(competing), row.patient().key());
    }
    return picked;
  }

  private static Stream<Candidate> candidates(
      ImagingAttribute attribute, StoreIndex.Located image) {
    var value = value(attribute, image.series());
    var when =
        image.series().started() == null ? image.study().started() : image.series().started();
    return value == null
        ? Stream.empty()
        : Stream.of(new Candidate(value, when, image.study().axis()));
  }

  /** The value of an attribute in a series, or null if it has none. */
  static @Nullable Value value(ImagingAttribute attribute, SeriesRecord series) {
    return switch (attribute) {
      case MODALITY -> text(series.modality());
      case MANUFACTURER -> text(series.manufacturer());
      case MODEL -> text(series.model());
      case BODY_PART -> text(series.bodyPart());
      case SLICE_THICKNESS -> number(series.sliceThickness(), "mm");
      case N_INSTANCES ->
          series.instances() == null ? null : number(series.instances().doubleValue(), null);
      case PIXEL_SPACING -> spacing(series.pixelSpacingRow(), series.pixelSpacingColumn());
    };
  }

  /** One number where pixels are square, else {@code row\column} as DICOM writes it. */
  private static @Nullable Value spacing(@Nullable Double row, @Nullable Double column) {
    if (row == null || column == null) {
      return number(row == null ? column : row, "mm");
    }
    return row.equals(column)
        ? number(row, "mm")
        : new Value.Text(NumberText.of(row) + "\\" + NumberText.of(column));
  }

  private static @Nullable Value text(@Nullable String text) {
    return text == null ? null : new Value.Text(text);
  }

  private static @Nullable Value number(@Nullable Double number, @Nullable String unit) {
    return number == null ? null : new Value.Quantity(number, unit);
  }

  private static boolean isNumber(Picked picked) {
    return !(picked instanceof Picked.One(Value value)) || value instanceof Value.Quantity;
  }

  private static double number(Picked picked) {
    return switch (picked) {
      case Picked.Computed(double number) -> number;
      case Picked.One(Value.Quantity(double number, String unit)) -> number;
      default -> Double.NaN;
    };
  }

  private static @Nullable String text(Picked picked) {
    return switch (picked) {
      case Picked.One(Value value) -> value.asText();
      case Picked.Computed(double number) -> NumberText.of(number);
      default -> null;
    };
  }
}

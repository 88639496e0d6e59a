package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.server.analytics.model.ConfigurationRef;
import ai.kaapana.clinical.server.analytics.model.FactRecord;
import ai.kaapana.clinical.server.analytics.model.FeatureSet;
import ai.kaapana.clinical.server.analytics.model.Moment;
import ai.kaapana.clinical.server.analytics.model.PanelRecord;
import ai.kaapana.clinical.server.analytics.model.PatientRecord;
import ai.kaapana.clinical.server.analytics.model.RoiKey;
import ai.kaapana.clinical.server.analytics.model.SegmentRecord;
import ai.kaapana.clinical.server.analytics.model.SeriesKey;
import ai.kaapana.clinical.server.analytics.model.SeriesRecord;
import ai.kaapana.clinical.server.analytics.model.StoreView;
import ai.kaapana.clinical.server.analytics.model.StoreViewBuilder;
import ai.kaapana.clinical.server.analytics.model.StudyRecord;
import ai.kaapana.clinical.server.analytics.model.SurvivalRecord;
import ai.kaapana.clinical.server.analytics.model.TimeAxis;
import ai.kaapana.clinical.server.analytics.model.Value;
import ai.kaapana.clinical.server.analytics.spec.SpecReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A store made by hand, a few lines per test.
 *
 * <p>A patient's key is its PatientID; a study {@code S1} has its image series {@code S1.CT} unless
 * others are given.
 */
final class SmallStore {

  static final ConceptLibrary LIBRARY = ConceptLibrary.load();
  static final ViewerLink VIEWER = new ViewerLink("/viewer?StudyInstanceUIDs={study_uid}");
  static final ConfigurationRef DEFAULT = new ConfigurationRef("aaaaaaaa11", "default", "complete");
  static final ConfigurationRef COARSE = new ConfigurationRef("bbbbbbbb22", "coarse", "complete");

  private final StoreViewBuilder builder = new StoreViewBuilder();
  private int panels;

  SmallStore patient(String id) {
    builder.add(new PatientRecord(id, id, false, null));
    return this;
  }

  SmallStore died(String id, @Nullable String day) {
    builder.add(new PatientRecord(id, id, true, Moment.parse(day).orElse(null)));
    return this;
  }

  SmallStore study(String patient, String uid, @Nullable String day) {
    return study(patient, uid, day, ct(uid + ".CT"));
  }

  SmallStore study(String patient, String uid, @Nullable String day, SeriesRecord... series) {
    return study(patient, uid, day, TimeAxis.REAL, series);
  }

  SmallStore study(
      String patient, String uid, @Nullable String day, TimeAxis axis, SeriesRecord... series) {
    var started = Moment.parse(day).orElse(null);
    builder.add(new StudyRecord(patient, uid, started, axis, Arrays.asList(series)));
    return this;
  }

  static SeriesRecord ct(String uid) {
    return series(uid, "CT", "Siemens", 3.0, 0.5, 0.5);
  }

  static SeriesRecord series(
      String uid,
      String modality,
      @Nullable String manufacturer,
      @Nullable Double thickness,
      @Nullable Double row,
      @Nullable Double column) {
    return new SeriesRecord(
        uid, modality, null, manufacturer, "Force", thickness, row, column, "Lung", 10);
  }

  /** A segment on the CT of a study, made on a day at eight. */
  SmallStore segment(String patient, String study, String seg, int number, String label) {
    return segment(patient, study, seg, number, label, "Reader^One", "20200101", "080000");
  }

  SmallStore segment(
      String patient,
      String study,
      String seg,
      int number,
      String label,
      @Nullable String creator,
      @Nullable String date,
      @Nullable String time) {
    var image = new SeriesKey(study, study + ".CT");
    builder.add(
        new SegmentRecord(patient, seg, number, label, creator, date, time, List.of(image)));
    return this;
  }

  SmallStore panel(String patient, String study, String seg, int number, Object... features) {
    return panel(DEFAULT, patient, study, seg, number, features);
  }

  SmallStore panel(
      ConfigurationRef configuration,
      String patient,
      String study,
      String seg,
      int number,
      Object... features) {
    return panel(
        configuration,
        patient,
        new RoiKey(new SeriesKey(study, study + ".CT"), seg, number),
        null,
        "mm3",
        features);
  }

  SmallStore unlinked(String patient, String label, Object... features) {
    return panel(DEFAULT, patient, null, label, "mm3", features);
  }

  /**
   * @param features name, value, name, value; null = failed
   */
  SmallStore panel(
      ConfigurationRef configuration,
      String patient,
      @Nullable RoiKey roi,
      @Nullable String label,
      String unit,
      Object... features) {
    var names = new ArrayList<String>();
    var values = new double[features.length / 2];
    for (int i = 0; i < values.length; i++) {
      names.add((String) features[2 * i]);
      var value = (Number) features[2 * i + 1];
      values[i] = value == null ? Double.NaN : value.doubleValue();
    }
    var set = builder.share(FeatureSet.of(names, names, names.stream().map(name -> unit).toList()));
    builder.add(
        new PanelRecord("panel" + panels++, patient, roi, label, configuration, null, set, values));
    return this;
  }

  SmallStore number(
      String patient, String concept, double number, String unit, @Nullable String day) {
    return fact(patient, concept, new Value.Quantity(number, unit), day);
  }

  SmallStore code(String patient, String concept, @Nullable String code, String text) {
    return fact(patient, concept, new Value.Coded(code, text), null);
  }

  SmallStore fact(String patient, String concept, Value value, @Nullable String day) {
    return fact(patient, concept, value, day, TimeAxis.REAL);
  }

  SmallStore fact(
      String patient, String concept, Value value, @Nullable String day, TimeAxis axis) {
    builder.add(concept, new FactRecord(patient, value, Moment.parse(day).orElse(null), axis));
    return this;
  }

  SmallStore survival(String patient, String endpoint, double time, @Nullable Boolean event) {
    return survival(patient, endpoint, time, "d", event);
  }

  SmallStore survival(
      String patient, String endpoint, double time, String unit, @Nullable Boolean event) {
    builder.add(new SurvivalRecord(patient, endpoint, time, unit, event));
    return this;
  }

  StoreView view() {
    return builder.build(Instant.EPOCH, 0);
  }

  /** The table of a request; apostrophes stand for quotation marks. */
  Table table(String request) {
    var spec = SpecReader.jointTable(request.replace('\'', '"'));
    return new Table(new JointTable(LIBRARY, VIEWER).compute(spec, view()));
  }

  CohortResult cohort(String request) {
    return new Cohorts(LIBRARY).compute(SpecReader.cohort(request.replace('\'', '"')), view());
  }

  /** A table that tests can read. */
  record Table(TableResult result) {

    List<String> names() {
      return result.columns().stream().map(column -> column.info().name()).toList();
    }

    Column column(String name) {
      return result.columns().stream()
          .filter(column -> column.info().name().equals(name))
          .findFirst()
          .orElseThrow();
    }

    /** The cells of a column, an empty one as the empty text. */
    List<String> cells(String name) {
      var column = column(name);
      var cells = new ArrayList<String>();
      for (int row = 0; row < result.rows(); row++) {
        var cell = column.text(row);
        cells.add(cell == null ? "" : cell);
      }
      return cells;
    }

    /** Every row as one text. */
    List<String> rows() {
      var rows = new ArrayList<String>();
      for (int i = 0; i < result.rows(); i++) {
        var row = i;
        rows.add(
            String.join(
                "|",
                result.columns().stream()
                    .map(column -> column.text(row) == null ? "" : column.text(row))
                    .toList()));
      }
      return rows;
    }

    Map<String, ColumnInfo> dictionary() {
      var dictionary = new LinkedHashMap<String, ColumnInfo>();
      result.columns().forEach(column -> dictionary.put(column.info().name(), column.info()));
      return dictionary;
    }
  }
}

package ai.kaapana.clinical.radiomics.resolve;

import ai.kaapana.clinical.fhir.id.PatientIds;
import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.resolve.TargetStatement.UidKind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what rows say about their targets, from named columns and from a path. */
public final class TargetColumns {

  private static final Pattern UID = Pattern.compile("[0-9]+(\\.[0-9]+)*");
  private static final int LONGEST_UID = 64;
  private static final Pattern NUMBER = Pattern.compile("([1-9][0-9]{0,8})(\\.0*)?");

  /** The value of a mask that holds one region. */
  private static final Pattern ONLY_VALUE = Pattern.compile("1(\\.0*)?");

  private static final String DEFAULT_PATH = "Mask";
  private static final String MITK_PATH = "Segmentation";
  private static final String SEGMENT_NUMBER = TargetField.SEGMENT.columns().getFirst();

  private final Map<TargetField, String> named;
  private final @Nullable String pathColumn;
  private final @Nullable PathPattern pattern;
  private final List<String> locations;

  /**
   * For one ingest.
   *
   * @param named columns by field, where they differ from the usual names
   * @param pathColumn column with a path, null for {@code Mask}
   * @param pattern over that column, null if no path is read
   * @param locations path, object key and name of the file, as far as there are any
   */
  public TargetColumns(
      Map<TargetField, String> named,
      @Nullable String pathColumn,
      @Nullable PathPattern pattern,
      List<String> locations) {
    this.named = named;
    this.pathColumn = pathColumn;
    this.pattern = pattern;
    this.locations = List.copyOf(locations);
  }

  /**
   * The columns of a request, or empty if a field is not known.
   *
   * @param requested field key to column name
   */
  public static Optional<Map<TargetField, String>> fields(Map<String, String> requested) {
    var result = new EnumMap<TargetField, String>(TargetField.class);
    for (var entry : requested.entrySet()) {
      var field = TargetField.of(entry.getKey());
      if (field.isEmpty()) {
        return Optional.empty();
      }
      result.put(field.get(), entry.getValue());
    }
    return Optional.of(result);
  }

  /** Columns that the request names and the row does not have. */
  public List<String> missing(Map<String, String> inputs) {
    var path = pattern == null || pathColumn == null ? List.<String>of() : List.of(pathColumn);
    return Stream.concat(named.values().stream(), path.stream())
        .filter(column -> !inputs.containsKey(column))
        .toList();
  }

  /** What a row says; columns win over the path, and both over Kaapana's usual names. */
  public TargetStatement read(Map<String, String> inputs) {
    var fields = new EnumMap<TargetField, String>(TargetField.class);
    if (pattern != null) {
      var path = inputs.getOrDefault(pathColumn == null ? DEFAULT_PATH : pathColumn, "");
      var found = pattern.read(path);
      if (found.isEmpty()) {
        return TargetStatement.broken(RadiomicsIssue.PATH_NO_MATCH);
      }
      fields.putAll(found.get());
    }
    var fromPath = fields.containsKey(TargetField.SEGMENTATION);
    var numberStated = fields.containsKey(TargetField.SEGMENT) || statesNumber(inputs);
    for (var field : TargetField.values()) {
      column(field, inputs, fields).ifPresent(cell -> fields.put(field, cell));
    }
    var names = StockNames.of(inputs, locations);
    if (says(fields, TargetField.SEGMENTATION, TargetField.SEGMENTATION_SERIES)) {
      put(fields, TargetField.SERIES, names.image());
      var label = label(fields, inputs, fields.get(TargetField.SEGMENT));
      return statement(
          fields,
          new Place(null, null, null, label),
          fromPath && !hasColumn(TargetField.SEGMENTATION, inputs));
    }
    return names.contradictory()
        ? TargetStatement.broken(RadiomicsIssue.TARGET_LOCATION)
        : byNames(fields, inputs, names, numberStated);
  }

  /** Where a file lies, how it and its mask are called, and the label of the region. */
  private record Place(
      @Nullable String folder,
      @Nullable String file,
      @Nullable String mask,
      @Nullable String label) {}

  /**
   * Without a UID of the segmentation, the value of the mask's voxels is no segment number: it is 1
   * in the mask of each segment.
   */
  private static TargetStatement byNames(
      Map<TargetField, String> fields,
      Map<String, String> inputs,
      StockNames names,
      boolean numberStated) {
    var value = numberStated ? null : fields.remove(TargetField.SEGMENT);
    put(fields, TargetField.SEGMENTATION, names.object());
    put(fields, TargetField.SEGMENT, names.number());
    put(fields, TargetField.LABEL, names.label());
    put(fields, TargetField.SERIES, names.image());
    var number = fields.get(TargetField.SEGMENT);
    var label = label(fields, inputs, value == null ? number : value);
    var mask = names.label();
    if (mask == null && number == null) {
      var only = value == null || ONLY_VALUE.matcher(value.strip()).matches();
      mask = only ? label(fields, inputs, null) : label;
    }
    return statement(fields, new Place(names.folder(), names.file(), mask, label), true);
  }

  private boolean statesNumber(Map<String, String> inputs) {
    return named.containsKey(TargetField.SEGMENT) || cell(inputs, SEGMENT_NUMBER).isPresent();
  }

  private static boolean says(Map<TargetField, String> fields, TargetField... any) {
    return Arrays.stream(any).anyMatch(fields::containsKey);
  }

  private static void put(
      Map<TargetField, String> fields, TargetField field, @Nullable String value) {
    if (value != null) {
      fields.putIfAbsent(field, value);
    }
  }

  /** The mask's label is a segment number only where nothing else says one. */
  private Optional<String> column(
      TargetField field, Map<String, String> inputs, Map<TargetField, String> found) {
    if (named.containsKey(field)) {
      return cell(inputs, named.get(field));
    }
    return found.containsKey(field) && field == TargetField.SEGMENT
        ? Optional.empty()
        : field.columns().stream().flatMap(name -> cell(inputs, name).stream()).findFirst();
  }

  private boolean hasColumn(TargetField field, Map<String, String> inputs) {
    return column(field, inputs, Map.of()).isPresent();
  }

  private static Optional<String> cell(Map<String, String> inputs, String column) {
    return Optional.ofNullable(inputs.get(column)).filter(cell -> !cell.isBlank());
  }

  private static TargetStatement statement(
      Map<TargetField, String> fields, Place place, boolean either) {
    var bySeries = fields.get(TargetField.SEGMENTATION) == null;
    var uids =
        List.of(
            TargetField.STUDY,
            TargetField.SERIES,
            TargetField.SEGMENTATION,
            TargetField.SEGMENTATION_SERIES);
    for (var field : uids) {
      if (fields.containsKey(field)) {
        fields.put(field, fields.get(field).replace("\0", "").strip());
        if (!isUid(fields.get(field))) {
          return TargetStatement.broken(RadiomicsIssue.TARGET_UID);
        }
      }
    }
    var number = fields.get(TargetField.SEGMENT);
    var matched = NUMBER.matcher(number == null ? "" : number.strip());
    if (number != null && !matched.matches()) {
      return TargetStatement.broken(RadiomicsIssue.TARGET_NUMBER);
    }
    var patient = fields.get(TargetField.PATIENT);
    return new TargetStatement(
        patient == null ? null : PatientIds.normalize(patient),
        fields.get(TargetField.STUDY),
        fields.get(TargetField.SERIES),
        fields.get(bySeries ? TargetField.SEGMENTATION_SERIES : TargetField.SEGMENTATION),
        place.folder(),
        place.file(),
        place.mask(),
        bySeries ? UidKind.SERIES : either ? UidKind.EITHER : UidKind.INSTANCE,
        number == null ? null : Integer.valueOf(matched.group(1)),
        place.label(),
        null);
  }

  private static boolean isUid(String text) {
    return text.length() <= LONGEST_UID && UID.matcher(text).matches();
  }

  /** The stated name, else the name of the mask file with its label; directories never. */
  private static @Nullable String label(
      Map<TargetField, String> fields, Map<String, String> inputs, @Nullable String number) {
    if (fields.containsKey(TargetField.LABEL)) {
      return fields.get(TargetField.LABEL).strip();
    }
    var mask = inputs.getOrDefault(DEFAULT_PATH, inputs.getOrDefault(MITK_PATH, "")).strip();
    var name = mask.substring(Math.max(mask.lastIndexOf('/'), mask.lastIndexOf('\\')) + 1);
    var plain = name.replaceFirst("(?i)\\.(nrrd|nii(\\.gz)?|mha|mhd|seg\\.nrrd)$", "");
    return plain.isBlank() ? null : number == null ? plain : plain + "#" + number.strip();
  }
}

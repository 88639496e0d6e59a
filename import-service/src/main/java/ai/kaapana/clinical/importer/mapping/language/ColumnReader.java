package ai.kaapana.clinical.importer.mapping.language;

import ai.kaapana.clinical.fhir.concept.Concept;
import ai.kaapana.clinical.fhir.concept.ConceptForm;
import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.importer.mapping.Units;
import ai.kaapana.clinical.importer.mapping.language.ColumnRule.CellForm;
import ai.kaapana.clinical.importer.mapping.language.ColumnRule.OnUnmapped;
import ai.kaapana.clinical.importer.mapping.language.ColumnRule.Part;
import ai.kaapana.clinical.importer.mapping.language.ColumnRule.Range;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the columns: concept, how a cell is read, codes, and what belongs together. */
final class ColumnReader {
  private static final Set<String> KEYS =
      Set.of(
          "as",
          "name",
          "type",
          "unit",
          "codes",
          "onUnmapped",
          "missing",
          "range",
          "round",
          "basis",
          "endpoint",
          "origin",
          "event",
          "decimal",
          "thousands",
          "dateFormat",
          "partial",
          "comparators",
          "date",
          "optional",
          "daysPerMonth");
  private static final Map<String, CellForm> TYPES =
      Map.of(
          "decimal", CellForm.DECIMAL,
          "number", CellForm.DECIMAL,
          "integer", CellForm.INTEGER,
          "code", CellForm.CODE,
          "date", CellForm.DATE,
          "boolean", CellForm.BOOLEAN,
          "text", CellForm.TEXT);
  private static final BigDecimal MEAN_MONTH = new BigDecimal("30.4375");
  private static final Set<String> GENDERS = Set.of("male", "female", "other", "unknown");
  private static final Set<String> EVENTS = Set.of("event", "censored");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private final ConceptLibrary library;
  private final SourceRules source;

  ColumnReader(ConceptLibrary library, SourceRules source) {
    this.library = library;
    this.source = source;
  }

  Map<String, ColumnRule> columns(Section top) {
    var section = top.free("columns");
    if (section.isEmpty()) {
      top.problem("columns", "is missing");
      return Map.of();
    }
    Map<String, ColumnRule> columns = new LinkedHashMap<>();
    for (var entry : section.get().values().entrySet()) {
      var column =
          Section.of(entry.getValue(), section.get().at(entry.getKey()), top.problems(), KEYS);
      column(entry.getKey(), column).ifPresent(rule -> columns.put(entry.getKey(), rule));
    }
    PairCheck.check(section.get(), columns);
    return columns;
  }

  private Optional<ColumnRule> column(String name, Section column) {
    var as = column.required("as");
    var part = part(as);
    var found = as.isEmpty() ? Optional.<Concept>empty() : concept(as, part, name, column);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var concept = found.get();
    var type = type(concept, part, column);
    var unit = unit(concept, type, column);
    var codes = CodeReader.codes(column);
    checkCodes(
        concept,
        part,
        type,
        codes.values().stream().flatMap(List::stream).map(TableMapping.CodeTarget::code).toList(),
        column);
    column.oneOf("round", Set.of("none"));
    var unmapped = column.oneOf("onUnmapped", Set.of("text", "reject")).orElse("text");
    return Optional.of(
        new ColumnRule(
            name,
            concept,
            part,
            type,
            unit,
            codes,
            OnUnmapped.valueOf(unmapped.toUpperCase(Locale.ROOT)),
            column.texts("missing"),
            range(column),
            basis(concept, column),
            column.text("origin").orElse(""),
            column.text("event").filter("death"::equals).isPresent(),
            SourceReader.numbers(column, source.numbers()),
            dateForms(column),
            column.flag("partial"),
            column.flag("comparators"),
            column.text("date"),
            column.flag("optional"),
            column.decimal("daysPerMonth").orElse(MEAN_MONTH)));
  }

  private static Part part(String as) {
    return switch (as) {
      case "survival.time" -> Part.SURVIVAL_TIME;
      case "survival.event" -> Part.SURVIVAL_EVENT;
      default -> Part.VALUE;
    };
  }

  private Optional<Concept> concept(String as, Part part, String name, Section column) {
    var wanted = as;
    if (part != Part.VALUE) {
      wanted = "survival." + column.required("endpoint");
    } else if (as.equals("observation.local")) {
      wanted = "local:" + column.text("name").orElseGet(() -> ConceptLibrary.snakeCase(name));
      if (column.has("name") && !NAME.matcher(column.text("name").orElse("")).matches()) {
        column.problem("name", "must be of letters, digits, point, dash and underscore");
      }
    }
    var found =
        library.find(wanted).filter(c -> part != Part.VALUE || c.form() != ConceptForm.SURVIVAL);
    if (found.isEmpty()) {
      column.problem(
          part == Part.VALUE ? "as" : "endpoint",
          "unknown concept " + wanted + Nearest.hint(wanted, names()));
    }
    return found;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(List.of("survival.time", "survival.event"));
    names.add("observation.local");
    library.concepts().forEach(concept -> names.add(concept.name()));
    library.concepts().forEach(concept -> names.addAll(concept.aliases()));
    return names;
  }

  private static CellForm type(Concept concept, Part part, Section column) {
    var natural = natural(concept, part, column);
    var written = column.oneOf("type", TYPES.keySet()).map(TYPES::get);
    if (written.isEmpty()) {
      return natural;
    }
    var type = written.get();
    boolean whole = natural == CellForm.DECIMAL && type == CellForm.INTEGER;
    boolean date = concept.form() == ConceptForm.PATIENT_DECEASED && type == CellForm.DATE;
    if (type != natural && !whole && !date && concept.form() != ConceptForm.OBSERVATION_ANY) {
      column.problem("type", "does not fit the concept " + concept.name());
    }
    return type;
  }

  private static CellForm natural(Concept concept, Part part, Section column) {
    if (part != Part.VALUE) {
      return part == Part.SURVIVAL_TIME ? CellForm.DECIMAL : CellForm.CODE;
    }
    return switch (concept.form()) {
      case PATIENT_GENDER, CONDITION_CODE, CONDITION_HISTOLOGY, OBSERVATION_CODE -> CellForm.CODE;
      case PATIENT_BIRTH_DATE -> CellForm.DATE;
      case PATIENT_DECEASED -> CellForm.BOOLEAN;
      case CONDITION_ONSET_AGE, OBSERVATION_QUANTITY, SURVIVAL -> CellForm.DECIMAL;
      case OBSERVATION_ANY ->
          column.has("codes")
              ? CellForm.CODE
              : column.has("unit") ? CellForm.DECIMAL : CellForm.TEXT;
    };
  }

  private static String unit(Concept concept, CellForm type, Section column) {
    boolean number = type == CellForm.DECIMAL || type == CellForm.INTEGER;
    var unit = column.text("unit").orElse("");
    if (!number) {
      if (!unit.isEmpty()) {
        column.problem("unit", "only numbers have a unit");
      }
      return "";
    }
    if (unit.isEmpty()) {
      boolean without = "1".equals(concept.unit()) || concept.form() == ConceptForm.OBSERVATION_ANY;
      if (!without) {
        column.problem("unit", "is missing; give the UCUM code of the unit in the table");
      }
      return "1".equals(concept.unit()) ? "1" : "";
    }
    if (!Units.valid(unit)) {
      column.problem("unit", "is not a UCUM code");
    } else if (concept.unit() != null && !Units.convertible(unit, concept.unit())) {
      column.problem("unit", "does not convert to " + concept.unit());
    }
    return unit;
  }

  private static Optional<Range> range(Section column) {
    if (!column.has("range")) {
      return Optional.empty();
    }
    var numbers = column.decimals("range");
    if (numbers.size() != 2 || numbers.get(0).compareTo(numbers.get(1)) > 0) {
      column.problem("range", "must be a list of the smallest and the greatest number");
      return Optional.empty();
    }
    return Optional.of(new Range(numbers.get(0), numbers.get(1)));
  }

  private static Optional<String> basis(Concept concept, Section column) {
    var allowed = concept.basisCodings().keySet();
    if (allowed.isEmpty()) {
      if (column.has("basis")) {
        column.problem("basis", "the concept " + concept.name() + " has none");
      }
      return Optional.empty();
    }
    if (!column.has("basis")) {
      column.problem(
          "basis", "is missing; one of " + String.join(", ", allowed.stream().sorted().toList()));
    }
    return column.oneOf("basis", allowed);
  }

  private List<String> dateForms(Section column) {
    var own = DateForms.checked(column, "dateFormat");
    return own.isEmpty() ? source.dateFormats() : own;
  }

  private static void checkCodes(
      Concept concept, Part part, CellForm type, List<String> codes, Section column) {
    if (type != CellForm.CODE && type != CellForm.BOOLEAN && column.has("codes")) {
      column.problem("codes", "a column of this type has no codes");
    }
    if (part == Part.SURVIVAL_EVENT) {
      within(codes, EVENTS, column);
    } else if (concept.form() == ConceptForm.PATIENT_GENDER) {
      within(codes, GENDERS, column);
    } else if (type == CellForm.BOOLEAN) {
      within(codes, Set.of("true", "false"), column);
    }
    boolean needed = part == Part.SURVIVAL_EVENT || concept.form() == ConceptForm.PATIENT_GENDER;
    if (needed && !column.has("codes")) {
      column.problem("codes", "is missing");
    }
  }

  private static void within(List<String> codes, Set<String> allowed, Section column) {
    for (var code : codes) {
      if (!allowed.contains(code)) {
        column.problem(
            "codes",
            code + " is not one of " + String.join(", ", allowed.stream().sorted().toList()));
      }
    }
  }
}

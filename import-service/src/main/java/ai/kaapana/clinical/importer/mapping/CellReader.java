package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.fhir.concept.ConceptForm;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.mapping.language.ColumnRule;
import ai.kaapana.clinical.importer.mapping.language.ColumnRule.CellForm;
import ai.kaapana.clinical.importer.mapping.language.ColumnRule.OnUnmapped;
import ai.kaapana.clinical.importer.mapping.language.ColumnRule.Part;
import ai.kaapana.clinical.importer.mapping.language.SourceRules;
import ai.kaapana.clinical.importer.mapping.language.TableMapping.CodeTarget;
import ai.kaapana.clinical.importer.table.Blanks;
import ai.kaapana.clinical.importer.table.Cell;
import ai.kaapana.clinical.importer.table.CellKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one cell by the rule of its column. Guesses nothing. */
final class CellReader {
  private static final Pattern COMPARATOR = Pattern.compile("(<=|>=|<|>)\\s*(.+)");
  private static final Pattern NUMERAL = Pattern.compile("[+-]?(0|[1-9]\\d{0,30})(\\.\\d{1,30})?");
  private final SourceRules source;

  CellReader(SourceRules source) {
    this.source = source;
  }

  Reading read(Cell cell, ColumnRule rule) {
    var text = Blanks.trim(cell.text());
    if (cell.kind() == CellKind.UNCACHED) {
      return Reading.bad(ImportIssue.FORMULA_UNCACHED);
    }
    if (cell.blank() || source.missing().contains(text) || rule.missing().contains(text)) {
      return new Reading.Missing();
    }
    if (cell.kind() == CellKind.ERROR) {
      return Reading.bad(ImportIssue.ERROR_CELL);
    }
    if (cell.kind() == CellKind.BAD_DATE) {
      return Reading.bad(ImportIssue.VALUE_DATE);
    }
    return noted(cell, text, typed(cell, text, rule));
  }

  private Reading typed(Cell cell, String text, ColumnRule rule) {
    return switch (rule.type()) {
      case DECIMAL, INTEGER -> number(cell, text, rule);
      case CODE -> code(text, rule);
      case BOOLEAN -> truth(text, rule);
      case DATE -> Dates.read(cell, text, rule.dateFormats(), rule.partial());
      case TEXT -> Reading.of(new FactValue.Text(text));
    };
  }

  private static Reading noted(Cell cell, String text, Reading reading) {
    if (!(reading instanceof Reading.Value value)) {
      return reading;
    }
    List<ImportIssue> notes = new ArrayList<>(value.notes());
    if (cell.formula()) {
      notes.add(ImportIssue.FORMULA);
    }
    if (text.codePoints().anyMatch(Blanks::invisible)) {
      notes.add(ImportIssue.INVISIBLE);
    }
    return new Reading.Value(value.value(), notes);
  }

  private static Reading number(Cell cell, String text, ColumnRule rule) {
    var comparison = COMPARATOR.matcher(text);
    boolean compared = comparison.matches();
    var digits = compared ? comparison.group(2) : text;
    boolean typed = cell.kind() == CellKind.NUMBER || cell.kind() == CellKind.PERCENT;
    var parsed = typed ? Numbers.parse(digits) : Numbers.parse(digits, rule.numbers());
    if (parsed.isEmpty()) {
      boolean otherwise = Numbers.parse(digits.replace(".", "").replace(',', '.')).isPresent();
      return otherwise
          ? new Reading.Bad(
              ImportIssue.NUMBER_FORM, "declared decimal sign " + rule.numbers().decimal())
          : Reading.bad(ImportIssue.VALUE_TYPE);
    }
    if (compared && !rule.comparators()) {
      return Reading.bad(ImportIssue.COMPARATOR);
    }
    var value = parsed.get();
    if (cell.kind() == CellKind.PERCENT && rule.unit().equals("%")) {
      value = value.movePointRight(2);
    }
    return checked(value, compared ? comparison.group(1) : "", rule);
  }

  private static Reading checked(BigDecimal value, String comparator, ColumnRule rule) {
    if (rule.type() == CellForm.INTEGER && value.stripTrailingZeros().scale() > 0) {
      return new Reading.Bad(ImportIssue.VALUE_TYPE, "a whole number is declared");
    }
    if (rule.part() == Part.SURVIVAL_TIME && value.signum() < 0) {
      return Reading.bad(ImportIssue.NEGATIVE_TIME);
    }
    if (rule.range().isPresent() && !rule.range().get().holds(value)) {
      var range = rule.range().get();
      return new Reading.Bad(
          ImportIssue.VALUE_RANGE,
          "allowed " + range.least().toPlainString() + " to " + range.greatest().toPlainString());
    }
    var stored = stored(value, rule);
    if (rule.concept().form() == ConceptForm.CONDITION_ONSET_AGE && !age(stored)) {
      return new Reading.Bad(ImportIssue.VALUE_RANGE, "an age is from 0 to 130 years");
    }
    var unit = rule.concept().unit() == null ? rule.unit() : rule.concept().unit();
    return Reading.of(new FactValue.Number(stored, unit, comparator));
  }

  private static BigDecimal stored(BigDecimal value, ColumnRule rule) {
    if (rule.part() == Part.SURVIVAL_TIME && rule.unit().equals("mo")) {
      return value.multiply(rule.daysPerMonth());
    }
    var unit = rule.concept().unit();
    return unit == null ? value : Units.convert(value, rule.unit(), unit);
  }

  private static boolean age(BigDecimal years) {
    return years.signum() >= 0 && years.compareTo(BigDecimal.valueOf(130)) <= 0;
  }

  private static Reading code(String text, ColumnRule rule) {
    var known = lookup(text, rule);
    if (known.isPresent()) {
      return Reading.of(known.get());
    }
    if (rule.codes().isEmpty()) {
      return Reading.of(new FactValue.Code(List.of(), spelled(text)));
    }
    boolean textOnly =
        rule.onUnmapped() == OnUnmapped.TEXT
            && rule.part() == Part.VALUE
            && rule.concept().form() != ConceptForm.PATIENT_GENDER;
    return textOnly
        ? new Reading.Value(
            new FactValue.Code(List.of(), spelled(text)), List.of(ImportIssue.CODE_UNMAPPED))
        : Reading.bad(ImportIssue.CODE_REJECTED);
  }

  private static Optional<FactValue.Code> lookup(String text, ColumnRule rule) {
    var exact = rule.codes().get(text);
    if (exact != null) {
      return Optional.of(new FactValue.Code(exact, spelled(text)));
    }
    if (!NUMERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    var number = new BigDecimal(text);
    return rule.codes().entrySet().stream()
        .filter(entry -> NUMERAL.matcher(entry.getKey()).matches())
        .filter(entry -> new BigDecimal(entry.getKey()).compareTo(number) == 0)
        .findFirst()
        .map(entry -> new FactValue.Code(entry.getValue(), spelled(text)));
  }

  // "0" and "0.0" are one text, so that another way of writing numbers changes nothing.
  private static String spelled(String text) {
    if (!NUMERAL.matcher(text).matches()) {
      return text;
    }
    var number = new BigDecimal(text).stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0).toPlainString() : number.toPlainString();
  }

  private static Reading truth(String text, ColumnRule rule) {
    var code = lookup(text, rule).map(FactValue.Code::targets).orElse(List.of());
    var word =
        code.stream()
            .map(CodeTarget::code)
            .findFirst()
            .orElse(rule.codes().isEmpty() ? text.toLowerCase(Locale.ROOT) : "");
    return switch (word) {
      case "true" -> Reading.of(new FactValue.Truth(true));
      case "false" -> Reading.of(new FactValue.Truth(false));
      default -> Reading.bad(ImportIssue.VALUE_TYPE);
    };
  }
}

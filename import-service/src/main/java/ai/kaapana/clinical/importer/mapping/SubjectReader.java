package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.fhir.id.PatientIds;
import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.mapping.language.SubjectRule;
import ai.kaapana.clinical.importer.table.Blanks;
import ai.kaapana.clinical.importer.table.Cell;
import ai.kaapana.clinical.importer.table.CellKind;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the key that names a row's subject. Case and leading zeros count; a key that a spreadsheet
 * has turned into a number with lost digits is refused.
 */
public final class SubjectReader {
  private static final Pattern MANGLED = Pattern.compile("\\d([.,]\\d+)?[eE]\\+?\\d+");
  private static final BigDecimal EXACT = new BigDecimal("1e15");
  // DICOM PS3.5 6.2: LO and SH hold at most 64 characters, UI as well.
  private static final int LONGEST = 64;
  private final SubjectRule rule;
  private final Set<String> missing;

  /** A reader for a mapping's subject. */
  public SubjectReader(SubjectRule rule, List<String> missing) {
    this.rule = rule;
    this.missing = Set.copyOf(missing);
  }

  /**
   * The key of a row.
   *
   * @param key the key, empty if the row has none that can be used
   * @param findings what is to say about it
   * @param rewritten whether the mapping's rule changed it
   */
  public record Key(Optional<String> key, List<Finding> findings, boolean rewritten) {
    /** Copies the list. */
    public Key {
      findings = List.copyOf(findings);
    }

    @Override
    public String toString() {
      return "Key";
    }
  }

  /** Reads the key of a row. */
  public Key read(Cell cell, long row) {
    var text = Blanks.trim(cell.shown());
    if (cell.blank() || missing.contains(text)) {
      return rejected(ImportIssue.KEY_MISSING, cell, row);
    }
    var problem = problem(cell, text);
    if (problem.isPresent()) {
      return rejected(problem.get(), cell, row);
    }
    List<Finding> findings = new ArrayList<>();
    if (cell.kind() == CellKind.NUMBER && cell.shown().equals(cell.text())) {
      findings.add(finding(ImportIssue.KEY_NUMBER, Effect.NOTE, cell, row));
    }
    boolean invisible = text.codePoints().anyMatch(Blanks::invisible);
    if (invisible || !Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
      findings.add(finding(ImportIssue.KEY_INVISIBLE, Effect.NOTE, cell, row));
    }
    var normal = PatientIds.normalize(text);
    var key = normal;
    for (var step : rule.steps()) {
      key = step.apply(key);
    }
    key = PatientIds.normalize(key);
    if (key.isBlank() || key.length() > LONGEST) {
      return rejected(key.isBlank() ? ImportIssue.KEY_MISSING : ImportIssue.KEY_TYPE, cell, row);
    }
    return new Key(Optional.of(key), findings, !key.equals(normal));
  }

  private static Optional<ImportIssue> problem(Cell cell, String text) {
    return switch (cell.kind()) {
      case TEXT, EMPTY ->
          MANGLED.matcher(text).matches()
              ? Optional.of(ImportIssue.KEY_PRECISION)
              : Optional.empty();
      case NUMBER -> number(cell.text());
      default -> Optional.of(ImportIssue.KEY_TYPE);
    };
  }

  private static Optional<ImportIssue> number(String text) {
    var number = new BigDecimal(text);
    if (number.abs().compareTo(EXACT) >= 0) {
      return Optional.of(ImportIssue.KEY_PRECISION);
    }
    boolean whole = number.signum() >= 0 && number.stripTrailingZeros().scale() <= 0;
    return whole ? Optional.empty() : Optional.of(ImportIssue.KEY_TYPE);
  }

  private Key rejected(ImportIssue issue, Cell cell, long row) {
    return new Key(
        Optional.empty(), List.of(finding(issue, Effect.ROW_REJECTED, cell, row)), false);
  }

  private Finding finding(ImportIssue issue, Effect effect, Cell cell, long row) {
    return Finding.at(issue, effect).row(row).column(rule.column()).value(cell.text());
  }
}

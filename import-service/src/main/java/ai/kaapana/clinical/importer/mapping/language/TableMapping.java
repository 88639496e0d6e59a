package ai.kaapana.clinical.importer.mapping.language;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the columns of a table mean: the language {@code clinical-import/v1}, checked.
 *
 * @param name the mapping's name
 * @param version the mapping's version
 * @param dataset the dataset that scopes ids and statements
 * @param source how the file is read
 * @param subject how a row names its patient
 * @param diagnosis what is the same for every patient's diagnosis
 * @param columns the meaning of each mapped column, in the order of the document
 * @param ignore columns that are known and left out
 * @param keepUnmapped whether columns without meaning are kept as facts of the dataset
 * @param tnmEdition the edition of the TNM classification, if it is known
 * @param text the document itself
 */
public record TableMapping(
    String name,
    String version,
    String dataset,
    SourceRules source,
    SubjectRule subject,
    Optional<DiagnosisRule> diagnosis,
    Map<String, ColumnRule> columns,
    Set<String> ignore,
    boolean keepUnmapped,
    Optional<String> tnmEdition,
    String text) {

  /** Copies the collections, keeping the order of columns. */
  public TableMapping {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    ignore = Set.copyOf(ignore);
  }

  /** The same mapping for another dataset. */
  public TableMapping forDataset(String other) {
    return new TableMapping(
        name,
        version,
        other,
        source,
        subject,
        diagnosis,
        columns,
        ignore,
        keepUnmapped,
        tnmEdition,
        text);
  }

  /**
   * Constants of every patient's Condition.
   *
   * @param codes codings of Condition.code
   * @param text text of Condition.code, may be empty
   * @param siteCodes codings of Condition.bodySite
   * @param siteText text of Condition.bodySite, may be empty
   */
  public record DiagnosisRule(
      List<CodeTarget> codes, String text, List<CodeTarget> siteCodes, String siteText) {
    /** Copies the lists. */
    public DiagnosisRule {
      codes = List.copyOf(codes);
      siteCodes = List.copyOf(siteCodes);
    }
  }

  /**
   * A code that a value becomes.
   *
   * @param system the code system's URI; empty for the system of the concept
   * @param code the code
   * @param display the name, may be empty
   */
  public record CodeTarget(String system, String code, String display) {}
}

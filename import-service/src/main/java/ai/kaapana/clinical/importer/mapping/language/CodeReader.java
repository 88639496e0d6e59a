package ai.kaapana.clinical.importer.mapping.language;

import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.fhir.concept.Loinc;
import ai.kaapana.clinical.importer.mapping.language.TableMapping.CodeTarget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads codes: short names for the usual systems, or system and code. */
final class CodeReader {
  private static final Map<String, String> SYSTEMS =
      Map.of(
          "icd10", CodeSystems.ICD_10,
          "icdo3m", CodeSystems.ICD_O_3,
          "icdo3t", CodeSystems.ICD_O_3,
          "loinc", CodeSystems.LOINC,
          "ncit", CodeSystems.NCIT,
          "tnm", CodeSystems.TNM,
          "snomed", CodeSystems.SNOMED_CT);
  private static final Map<String, String> FORMS =
      Map.of(
          "icd10", "[A-Z]\\d{2}(\\.[0-9A-Z]{1,4})?",
          "icdo3m", "\\d{4}/[01236]",
          "icdo3t", "C\\d{2}(\\.\\d)?",
          "ncit", "C\\d{2,7}");

  /** Codings and text of a constant CodeableConcept. */
  record Constant(List<CodeTarget> codes, String text) {}

  private CodeReader() {}

  static Constant constant(Section parent, String key) {
    var section = parent.section(key, keys("text"));
    if (section.isEmpty()) {
      return new Constant(List.of(), "");
    }
    return new Constant(targets(section.get()), section.get().text("text").orElse(""));
  }

  /** The targets of each source text, in the order of the document. */
  static Map<String, List<CodeTarget>> codes(Section parent) {
    var section = parent.free("codes");
    if (section.isEmpty()) {
      return Map.of();
    }
    Map<String, List<CodeTarget>> codes = new LinkedHashMap<>();
    section
        .get()
        .values()
        .forEach((source, node) -> codes.put(source, entry(section.get(), source, node)));
    return Collections.unmodifiableMap(codes);
  }

  private static List<CodeTarget> entry(Section codes, String source, Node node) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return List.of(new CodeTarget("", scalar.getValue().strip(), ""));
    }
    if (node instanceof MappingNode) {
      var section = Section.of(node, codes.at(source), codes.problems(), keys("display"));
      return targets(section);
    }
    codes.problem(source, "must be a code, or an object such as {icdo3m: \"8140/3\"}");
    return List.of();
  }

  private static List<CodeTarget> targets(Section section) {
    var display = section.text("display").orElse("");
    List<CodeTarget> targets = new ArrayList<>();
    for (var key : section.values().keySet()) {
      if (SYSTEMS.containsKey(key)) {
        var code = section.required(key);
        checkForm(section, key, code);
        targets.add(new CodeTarget(SYSTEMS.get(key), code, display));
      }
    }
    if (section.has("code") || section.has("system")) {
      targets.add(
          new CodeTarget(section.text("system").orElse(""), section.required("code"), display));
    }
    return targets;
  }

  private static void checkForm(Section section, String key, String code) {
    boolean valid =
        key.equals("loinc") ? Loinc.isValid(code) : code.matches(FORMS.getOrDefault(key, ".+"));
    if (!valid) {
      section.problem(key, "is not a code of this system");
    }
  }

  private static Set<String> keys(String... more) {
    var keys = new TreeSet<>(SYSTEMS.keySet());
    keys.addAll(List.of("system", "code"));
    keys.addAll(List.of(more));
    return keys;
  }
}

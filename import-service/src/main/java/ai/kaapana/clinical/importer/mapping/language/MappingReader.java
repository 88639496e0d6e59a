package ai.kaapana.clinical.importer.mapping.language;

import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.importer.mapping.language.TableMapping.DiagnosisRule;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a mapping document: strict, every unknown key, name and value is a problem with its line,
 * and all of them are found in one reading.
 */
public final class MappingReader {
  private static final Set<String> TOP =
      Set.of(
          "apiVersion",
          "kind",
          "metadata",
          "source",
          "subject",
          "condition",
          "columns",
          "ignore",
          "unmapped",
          "tnm");
  private static final int CHARACTERS = 1 << 20;
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
  private final ConceptLibrary library;

  /** A reader that knows the concepts of a library. */
  public MappingReader(ConceptLibrary library) {
    this.library = library;
  }

  /** Reads a document. */
  public ParsedMapping read(String document) {
    List<MappingProblem> problems = new ArrayList<>();
    var mapping = read(document, problems);
    if (mapping.isPresent() && problems.isEmpty()) {
      return new ParsedMapping.Valid(mapping.get());
    }
    problems.sort(Comparator.comparingInt(MappingProblem::line));
    return new ParsedMapping.Invalid(problems);
  }

  private Optional<TableMapping> read(String document, List<MappingProblem> problems) {
    var node = compose(document, problems);
    if (node == null) {
      return Optional.empty();
    }
    var top = Section.of(node, "", problems, TOP);
    constant(top, "apiVersion", "clinical-import/v1");
    constant(top, "kind", "TableMapping");
    var metadata = top.section("metadata", Set.of("name", "version", "dataset", "title"));
    if (metadata.isEmpty()) {
      top.problem("metadata", "is missing");
    }
    var source = SourceReader.source(top);
    var subject = SourceReader.subject(top);
    var columns = new ColumnReader(library, source).columns(top);
    return Optional.of(
        new TableMapping(
            metadata.map(m -> named(m, "name", NAME)).orElse(""),
            metadata.map(m -> named(m, "version", NAME)).orElse(""),
            metadata
                .map(m -> named(m, "dataset", "[^\\s\\p{Cntrl}|](.{0,62}[^\\s\\p{Cntrl}|])?"))
                .orElse(""),
            source,
            subject,
            diagnosis(top),
            columns,
            Set.copyOf(top.texts("ignore")),
            top.oneOf("unmapped", Set.of("ignore", "keep-local")).stream()
                .anyMatch("keep-local"::equals),
            edition(top),
            document));
  }

  private static Node compose(String document, List<MappingProblem> problems) {
    var options = new LoaderOptions();
    options.setCodePointLimit(CHARACTERS);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(20);
    try {
      var node = new Yaml(options).compose(new StringReader(document));
      if (node == null) {
        problems.add(new MappingProblem(1, "", "the document is empty"));
      }
      return node;
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      problems.add(new MappingProblem(line, "", "not YAML: " + e.getProblem()));
    } catch (YAMLException e) {
      problems.add(new MappingProblem(1, "", "not YAML, or larger than allowed"));
    }
    return null;
  }

  private static void constant(Section top, String key, String value) {
    if (!top.required(key).equals(value) && top.has(key)) {
      top.problem(key, "must be " + value);
    }
  }

  private static String named(Section section, String key, String pattern) {
    var text = section.required(key);
    if (!text.isEmpty() && !text.matches(pattern)) {
      section.problem(key, "holds a character that is not allowed, or is too long");
    }
    return text;
  }

  private static Optional<String> edition(Section top) {
    return top.section("tnm", Set.of("edition"))
        .flatMap(tnm -> tnm.oneOf("edition", Set.of("unknown", "6", "7", "8", "9")))
        .filter(edition -> !edition.equals("unknown"));
  }

  private static Optional<DiagnosisRule> diagnosis(Section top) {
    var condition = top.section("condition", Set.of("code", "bodySite"));
    if (condition.isEmpty()) {
      return Optional.empty();
    }
    var code = CodeReader.constant(condition.get(), "code");
    var site = CodeReader.constant(condition.get(), "bodySite");
    if (!condition.get().has("code")) {
      condition.get().problem("code", "is missing");
    }
    return Optional.of(new DiagnosisRule(code.codes(), code.text(), site.codes(), site.text()));
  }
}

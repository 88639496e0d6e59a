package ai.kaapana.clinical.importer.mapping.language;

import ai.kaapana.clinical.importer.mapping.language.SourceRules.Format;
import ai.kaapana.clinical.importer.mapping.language.SourceRules.Grain;
import ai.kaapana.clinical.importer.mapping.language.SourceRules.NumberForm;
import ai.kaapana.clinical.importer.mapping.language.SourceRules.TimeAxis;
import ai.kaapana.clinical.importer.mapping.language.SubjectRule.RequireImaging;
import ai.kaapana.clinical.importer.mapping.language.SubjectRule.SubjectKey;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads how a file is read and how a row names its patient. */
final class SourceReader {
  private static final Set<String> SOURCE =
      Set.of(
          "match",
          "format",
          "sheet",
          "headerRow",
          "encoding",
          "delimiter",
          "escape",
          "comment",
          "decimal",
          "thousands",
          "dateFormat",
          "missing",
          "grain",
          "timeAxis");
  private static final Set<String> STEPS =
      Set.of("prefix", "suffix", "stripPrefix", "stripSuffix", "cutRight", "padLeft", "replace");
  private static final Set<String> PLAIN = Set.of("trim", "upper", "lower");

  private SourceReader() {}

  static SourceRules source(Section top) {
    var section = top.section("source", SOURCE);
    if (section.isEmpty()) {
      top.problem("source", "is missing");
      return none();
    }
    var source = section.get();
    var match = source.section("match", Set.of("filename", "headers"));
    return new SourceRules(
        match.map(m -> m.texts("filename")).orElse(List.of()),
        match.map(m -> m.texts("headers")).orElse(List.of()),
        format(source),
        source.text("sheet").filter(name -> !name.isBlank()),
        source.integer("headerRow", 1, 1000).orElse(1),
        charset(source),
        source.character("delimiter"),
        source.character("escape"),
        source.character("comment"),
        numbers(source, new NumberForm('.', Optional.empty())),
        DateForms.checked(source, "dateFormat"),
        source.texts("missing"),
        grain(source),
        timeAxis(source));
  }

  private static TimeAxis timeAxis(Section source) {
    var words = Arrays.stream(TimeAxis.values()).map(TimeAxis::word).collect(Collectors.toSet());
    return source.oneOf("timeAxis", words).flatMap(TimeAxis::of).orElse(TimeAxis.REAL);
  }

  private static SourceRules none() {
    return new SourceRules(
        List.of(),
        List.of(),
        Format.AUTO,
        Optional.empty(),
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new NumberForm('.', Optional.empty()),
        List.of(),
        List.of(),
        new Grain.PatientRow(),
        TimeAxis.REAL);
  }

  private static Format format(Section source) {
    var format = source.oneOf("format", Set.of("auto", "csv", "tsv", "xlsx")).orElse("auto");
    return switch (format) {
      case "csv", "tsv" -> Format.CSV;
      case "xlsx" -> Format.XLSX;
      default -> Format.AUTO;
    };
  }

  private static Optional<Charset> charset(Section source) {
    var name = source.text("encoding").filter(text -> !text.equalsIgnoreCase("auto"));
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Charset.forName(name.get()));
    } catch (IllegalArgumentException e) {
      source.problem("encoding", "is not a known encoding");
      return Optional.empty();
    }
  }

  static NumberForm numbers(Section section, NumberForm otherwise) {
    var decimal = section.oneOf("decimal", Set.of(".", ",")).map(text -> text.charAt(0));
    var thousands = section.character("thousands");
    if (decimal.isEmpty() && thousands.isEmpty()) {
      return otherwise;
    }
    char sign = decimal.orElse(otherwise.decimal());
    if (thousands.isPresent() && ".,' \u00A0\u202F".indexOf(thousands.get()) < 0) {
      section.problem("thousands", "must be a point, a comma, an apostrophe or a blank");
    }
    if (thousands.isPresent() && thousands.get() == sign) {
      section.problem("thousands", "must differ from the decimal sign");
    }
    return new NumberForm(sign, thousands);
  }

  private static Grain grain(Section source) {
    var section = source.section("grain", Set.of("row", "date", "dateFormat", "instance"));
    if (section.isEmpty()) {
      return new Grain.PatientRow();
    }
    var grain = section.get();
    var row = grain.oneOf("row", Set.of("patient", "visit")).orElse("");
    if (!grain.has("row")) {
      grain.problem("row", "is missing; patient or visit");
    }
    var date = grain.text("date");
    var instance = grain.text("instance");
    if (row.equals("visit") && date.isEmpty() && instance.isEmpty()) {
      grain.problem("date", "is missing; a visit is told from others by date or instance");
    }
    if (row.equals("patient") && (date.isPresent() || instance.isPresent())) {
      grain.problem("row", "must be visit when date or instance is given");
    }
    return row.equals("visit")
        ? new Grain.VisitRow(date, DateForms.checked(grain, "dateFormat"), instance)
        : new Grain.PatientRow();
  }

  static SubjectRule subject(Section top) {
    var section =
        top.section("subject", Set.of("column", "key", "identifier", "rule", "requireImaging"));
    if (section.isEmpty()) {
      top.problem("subject", "is missing");
      return new SubjectRule("", SubjectKey.PATIENT_ID, List.of(), RequireImaging.WARN);
    }
    var subject = section.get();
    subject.oneOf("identifier", Set.of("dicom-patient-id"));
    var require = subject.oneOf("requireImaging", Set.of("warn", "error", "ignore")).orElse("warn");
    return new SubjectRule(
        subject.required("column"),
        key(subject),
        steps(subject),
        RequireImaging.valueOf(require.toUpperCase(Locale.ROOT)));
  }

  private static SubjectKey key(Section subject) {
    var keywords =
        Arrays.stream(SubjectKey.values()).map(SubjectKey::keyword).collect(Collectors.toSet());
    var keyword = subject.oneOf("key", keywords).orElse(SubjectKey.PATIENT_ID.keyword());
    return Arrays.stream(SubjectKey.values())
        .filter(key -> key.keyword().equals(keyword))
        .findFirst()
        .orElse(SubjectKey.PATIENT_ID);
  }

  private static List<IdStep> steps(Section subject) {
    List<IdStep> steps = new ArrayList<>();
    for (Node node : subject.nodes("rule")) {
      step(subject, node).ifPresent(steps::add);
    }
    return steps;
  }

  private static Optional<IdStep> step(Section subject, Node node) {
    if (node instanceof ScalarNode scalar) {
      return switch (scalar.getValue()) {
        case "trim" -> Optional.of(new IdStep.Trim());
        case "upper" -> Optional.of(new IdStep.Upper());
        case "lower" -> Optional.of(new IdStep.Lower());
        default -> {
          subject.problem(
              node, "unknown step " + scalar.getValue() + Nearest.hint(scalar.getValue(), PLAIN));
          yield Optional.empty();
        }
      };
    }
    var section = Section.of(node, subject.at("rule"), subject.problems(), withOptions());
    var name = section.values().keySet().stream().filter(STEPS::contains).findFirst();
    if (name.isEmpty()) {
      subject.problem(node, "must be a step such as {prefix: X}");
      return Optional.empty();
    }
    var text = section.required(name.get());
    return switch (name.get()) {
      case "prefix" -> Optional.of(new IdStep.Prefix(text));
      case "suffix" -> Optional.of(new IdStep.Suffix(text));
      case "stripPrefix" -> Optional.of(new IdStep.StripPrefix(text));
      case "stripSuffix" -> Optional.of(new IdStep.StripSuffix(text));
      case "cutRight" -> section.integer("cutRight", 1, 64).map(IdStep.CutRight::new);
      case "replace" -> Optional.of(new IdStep.Replace(text, section.text("by").orElse("")));
      default ->
          section
              .integer("padLeft", 1, 64)
              .map(width -> new IdStep.PadLeft(width, section.character("with").orElse('0')));
    };
  }

  private static Set<String> withOptions() {
    return Set.of(
        "prefix",
        "suffix",
        "stripPrefix",
        "stripSuffix",
        "cutRight",
        "padLeft",
        "replace",
        "by",
        "with");
  }
}

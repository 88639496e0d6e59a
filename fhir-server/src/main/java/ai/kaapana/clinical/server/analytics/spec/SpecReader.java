package ai.kaapana.clinical.server.analytics.spec;

import static ai.kaapana.clinical.server.analytics.spec.Members.bad;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.NearestNames;
import ai.kaapana.clinical.server.analytics.Problem;
import ai.kaapana.clinical.server.analytics.RefusedException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads requests from JSON.
 *
 * <p>Strictly: a member that is not known is refused with the nearest name, because a misspelt
 * {@code window} that is ignored would give a wrong table in silence.
 */
public final class SpecReader {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SpecReader() {}

  /**
   * Reads a request for the joint table.
   *
   * @throws RefusedException 400 if the text is no JSON, 422 if it asks for something unknown
   */
  public static JointTableSpec jointTable(String json) {
    var node = parse(json);
    var members =
        Members.of(
            node,
            "",
            "rows",
            "anchor",
            "clinical",
            "radiomics",
            "imaging",
            "survival",
            "where",
            "links");
    return new JointTableSpec(
        Members.choice(members.required("rows"), "rows", RowLevel.class),
        members.get("anchor").map(SpecReader::anchor).orElseGet(Anchor.Imaging::new),
        members.list("clinical", SpecReader::clinical),
        members.get("radiomics").map(SpecReader::radiomics).orElse(Radiomics.NONE),
        members.list("imaging", SpecReader::imaging),
        members.list("survival", Members::text),
        members.list("where", SpecReader::criterion),
        members.flag("links"),
        CanonicalJson.hash(node));
  }

  /**
   * Reads a request for a cohort.
   *
   * @throws RefusedException 400 if the text is no JSON, 422 if it asks for something unknown
   */
  public static CohortSpec cohort(String json) {
    var node = parse(json);
    var members = Members.of(node, "", "where", "radiomics", "store");
    var store =
        members.get("store").map(value -> Members.of(value, "store", "name").required("name"));
    return new CohortSpec(
        members.list("where", SpecReader::criterion),
        members.get("radiomics").map(SpecReader::selection).orElse(Radiomics.NONE),
        store.orElse(null),
        CanonicalJson.hash(node));
  }

  private static JsonNode parse(String json) {
    try {
      var node = JSON.readTree(json);
      if (node.isMissingNode()) {
        throw notJson("no request");
      }
      return node;
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      throw notJson(
          place == null
              ? "not JSON"
              : "not JSON, line " + place.getLineNr() + ", column " + place.getColumnNr());
    }
  }

  private static RefusedException notJson(String subject) {
    return new RefusedException(
        400, List.of(Problem.of(AnalyticsCode.BAD_SPEC, subject, List.of())));
  }

  private static Anchor anchor(JsonNode node) {
    if (node.isTextual()) {
      return switch (node.textValue()) {
        case "imaging" -> new Anchor.Imaging();
        case "diagnosis" -> new Anchor.Diagnosis();
        default ->
            throw bad(
                "anchor must be imaging, diagnosis or {\"concept\": ...}",
                NearestNames.to(node.textValue(), List.of("imaging", "diagnosis")));
      };
    }
    var members = Members.of(node, "anchor", "concept", "pick");
    var pick = members.choice("pick", Pick.class);
    if (pick.isPresent() && pick.get() != Pick.FIRST && pick.get() != Pick.LAST) {
      throw bad("anchor.pick must be first or last");
    }
    return new Anchor.OfConcept(members.required("concept"), pick.orElse(null));
  }

  private static ClinicalColumn clinical(JsonNode node, String path) {
    if (node.isTextual()) {
      return new ClinicalColumn(Members.text(node, path), null, null, null);
    }
    var members = Members.of(node, path, "concept", "pick", "window", "unit");
    return new ClinicalColumn(
        members.required("concept"),
        members.choice("pick", Pick.class).orElse(null),
        members.get("window").map(value -> window(value, members.at("window"))).orElse(null),
        members.text("unit").orElse(null));
  }

  private static Window window(JsonNode node, String path) {
    var days = node.isArray() && node.size() == 2 && node.get(0).isInt() && node.get(1).isInt();
    if (!days || node.get(0).intValue() > node.get(1).intValue()) {
      throw bad(path + " must be two whole numbers of days, the smaller first");
    }
    return new Window(node.get(0).intValue(), node.get(1).intValue());
  }

  private static Radiomics radiomics(JsonNode node) {
    var members = Members.of(node, "radiomics", "features", "configuration", "roi", "reduce");
    return new Radiomics(
        members.list("features", (value, path) -> FeaturePattern.of(Members.text(value, path))),
        members.text("configuration").orElse(null),
        members.get("roi").map(SpecReader::roi).orElse(RoiFilter.ALL),
        members.choice("reduce", Reduce.class).orElse(null));
  }

  /** The part of radiomics that selects: a cohort has no columns and so no features and reduce. */
  private static Radiomics selection(JsonNode node) {
    Members.of(node, "radiomics", "configuration", "roi");
    return radiomics(node);
  }

  private static RoiFilter roi(JsonNode node) {
    var members = Members.of(node, "radiomics.roi", "label", "creator", "latest");
    return new RoiFilter(
        members.text("label").map(SpecReader::pattern).orElse(null),
        members.text("creator").orElse(null),
        members.flag("latest"));
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw bad("radiomics.roi.label is no regular expression: " + e.getDescription());
    }
  }

  private static ImagingColumn imaging(JsonNode node, String path) {
    if (node.isTextual()) {
      return new ImagingColumn(attribute(node.textValue(), path), null);
    }
    var members = Members.of(node, path, "name", "pick");
    return new ImagingColumn(
        attribute(members.required("name"), members.at("name")),
        members.choice("pick", Pick.class).orElse(null));
  }

  private static ImagingAttribute attribute(String name, String path) {
    return ImagingAttribute.of(name)
        .orElseThrow(
            () ->
                bad(
                    path + " is no imaging attribute: " + name,
                    NearestNames.to(name, ImagingAttribute.names())));
  }

  private static Criterion criterion(JsonNode node, String path) {
    var members =
        Members.of(node, path, "concept", "feature", "in", "eq", "gt", "ge", "lt", "le", "unit");
    var concept = members.text("concept");
    var feature = members.text("feature");
    if (concept.isPresent() == feature.isPresent()) {
      throw bad(path + " must name a concept or a feature");
    }
    var condition = condition(members);
    return concept
        .<Criterion>map(name -> new Criterion.OfConcept(name, condition))
        .orElseGet(() -> new Criterion.OfFeature(feature.orElseThrow(), condition));
  }

  private static Condition condition(Members members) {
    var condition =
        new Condition(
            members.list("in", SpecReader::scalar),
            members.get("eq").map(value -> scalar(value, members.at("eq"))).orElse(null),
            members.number("gt"),
            members.number("ge"),
            members.number("lt"),
            members.number("le"),
            members.text("unit").orElse(null));
    if (condition.in().isEmpty() && condition.eq() == null && !condition.isRange()) {
      throw bad(members.path() + " must compare: in, eq, gt, ge, lt or le");
    }
    return condition;
  }

  private static Scalar scalar(JsonNode node, String path) {
    if (node.isNumber()) {
      return new Scalar.Numeric(Members.number(node, path));
    }
    if (node.isBoolean()) {
      return new Scalar.Text(node.asText());
    }
    return new Scalar.Text(Members.text(node, path));
  }
}

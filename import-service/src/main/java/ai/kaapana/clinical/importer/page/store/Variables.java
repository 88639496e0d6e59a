package ai.kaapana.clinical.importer.page.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked for, as {@code $variables} lists it.
 *
 * @param sets features, one entry per extractor configuration
 */
public record Variables(
    List<Variable> concepts,
    List<Endpoint> survival,
    List<FeatureSet> sets,
    List<Variable> imaging) {

  /**
   * A concept, a feature or an attribute.
   *
   * @param span range or the most frequent levels, for people
   */
  public record Variable(
      String name,
      String column,
      String display,
      String type,
      long patients,
      long values,
      @Nullable String unit,
      long levelCount,
      String span) {

    /** Whether its values are codes that can form groups. */
    public boolean coded() {
      return type.equals("code") && levelCount >= 2 && levelCount <= MOST_GROUPS;
    }

    /** Whether its values are numbers. */
    public boolean number() {
      return type.equals("number") || type.equals("integer");
    }
  }

  /** A survival endpoint; times in days. */
  public record Endpoint(String name, long patients, long events) {}

  /** The features under one configuration. */
  public record FeatureSet(
      String hash,
      @Nullable String configuration,
      long patients,
      long panels,
      long failed,
      List<Variable> features) {

    /** The name, or the beginning of the hash. */
    public String title() {
      return configuration == null ? hash.substring(0, Math.min(8, hash.length())) : configuration;
    }
  }

  /** More groups than this make no readable plot. */
  private static final int MOST_GROUPS = 12;

  static Variables of(JsonNode json) {
    return new Variables(
        list(json.path("concepts")),
        each(json.path("survival"))
            .map(
                e ->
                    new Endpoint(
                        e.path("name").asText(),
                        e.path("patients").asLong(),
                        e.path("events").asLong()))
            .toList(),
        each(json.path("featureSets")).map(Variables::set).toList(),
        list(json.path("imaging")));
  }

  /** The concept of a name. */
  public Optional<Variable> concept(String name) {
    return concepts.stream().filter(concept -> concept.name().equals(name)).findFirst();
  }

  /** The concepts whose codes can form groups, stage first: it is what most ask for. */
  public List<Variable> groupings() {
    return concepts.stream()
        .filter(Variable::coded)
        .sorted((a, b) -> Boolean.compare(b.name().equals(STAGE), a.name().equals(STAGE)))
        .toList();
  }

  private static final String STAGE = "tnm.group";

  private static FeatureSet set(JsonNode set) {
    return new FeatureSet(
        set.path("hash").asText(),
        set.path("configuration").asText(null),
        set.path("patients").asLong(),
        set.path("panels").asLong(),
        set.path("failed").asLong(),
        list(set.path("features")));
  }

  private static List<Variable> list(JsonNode array) {
    return each(array).map(Variables::variable).toList();
  }

  private static Variable variable(JsonNode json) {
    return new Variable(
        json.path("name").asText(),
        json.path("column").asText(),
        json.path("display").asText(),
        json.path("type").asText(),
        json.path("patients").asLong(),
        json.path("values").asLong(),
        json.path("unit").asText(null),
        json.path("levelCount").asLong(),
        span(json));
  }

  private static String span(JsonNode json) {
    var range = json.path("ranges").path(0);
    if (json.path("ranges").size() > 1) {
      return json.path("ranges").size() + " units";
    }
    if (!range.isMissingNode()) {
      return Figures.number(range.path("min").asDouble())
          + " – "
          + Figures.number(range.path("max").asDouble());
    }
    if (json.path("type").asText().equals("date")) {
      // Days of birth are no levels to show.
      return "";
    }
    var shown =
        each(json.path("levels")).limit(SHOWN).map(level -> level.path("value").asText()).toList();
    return String.join(", ", shown) + (json.path("levelCount").asLong() > SHOWN ? " …" : "");
  }

  private static final int SHOWN = 4;

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}

package ai.kaapana.clinical.pacs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A parsed QIDO-RS query.
 *
 * <p><b>Source:</b> DICOM PS3.18 section 8.3.4.
 *
 * @param matches matching keys
 * @param fields attributes asked for by {@code includefield}
 * @param all whether {@code includefield=all} was given
 * @param orderBy attributes to sort by; a leading minus means descending
 * @param offset how many results are left out at the start
 * @param limit how many results are given at most
 */
record QidoQuery(
    List<Match> matches,
    Set<String> fields,
    boolean all,
    List<String> orderBy,
    int offset,
    int limit) {

  /** Tells that a query cannot be answered; the message is the reason for status 400. */
  static final class Invalid extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message);
    }
  }

  static QidoQuery parse(Map<String, List<String>> parameters) {
    var matches = new ArrayList<Match>();
    var fields = new HashSet<String>();
    var order = new ArrayList<String>();
    int offset = 0;
    int limit = Integer.MAX_VALUE;
    for (var parameter : parameters.entrySet()) {
      var values = parameter.getValue();
      switch (parameter.getKey()) {
        case "includefield" ->
            commaSeparated(values)
                .forEach(field -> fields.add(field.equals("all") ? "all" : tag(field)));
        case "orderby" -> commaSeparated(values).forEach(field -> order.add(sortKey(field)));
        case "offset" -> offset = number("offset", values.getLast());
        case "limit" -> limit = number("limit", values.getLast());
        case "fuzzymatching", "accept" -> {}
        default -> matches.add(new Match(tag(parameter.getKey()), String.join(",", values)));
      }
    }
    boolean all = fields.remove("all");
    return new QidoQuery(matches, fields, all, order, offset, limit);
  }

  /** The attributes that an answer at this level shows. */
  Set<String> shown(QidoLevel level, boolean wholeTree) {
    if (all) {
      return level.all();
    }
    var shown = level.defaults(wholeTree);
    fields.stream().filter(level.all()::contains).forEach(shown::add);
    matches.stream().map(Match::tag).filter(level.all()::contains).forEach(shown::add);
    return shown;
  }

  /** The attributes that are shown even without a value. */
  Set<String> supplemented(QidoLevel level, boolean wholeTree) {
    var tags = level.defaults(wholeTree);
    fields.stream().filter(level.all()::contains).forEach(tags::add);
    return tags;
  }

  private static List<String> commaSeparated(List<String> values) {
    return values.stream()
        .flatMap(value -> List.of(value.split(",")).stream())
        .filter(part -> !part.isBlank())
        .toList();
  }

  private static String sortKey(String field) {
    boolean descending = field.startsWith("-");
    return (descending ? "-" : "") + tag(descending ? field.substring(1) : field);
  }

  private static String tag(String name) {
    return DicomDictionary.standard()
        .tag(name)
        .orElseThrow(() -> new Invalid("There is no attribute \"" + name + "\""));
  }

  private static int number(String name, String value) {
    if (!value.matches("[0-9]{1,5}")) {
      throw new Invalid(name + " must be a number of at most five digits");
    }
    return Integer.parseInt(value);
  }
}

package ai.kaapana.clinical.importer.page.table;

import ai.kaapana.clinical.importer.page.store.Question;
import ai.kaapana.clinical.importer.page.store.Variables;
import java.util.List;
import java.util.stream.Stream;

/**
 * A question with the answers that somebody can give by pressing a button.
 *
 * @param answers empty where only another choice above helps
 */
record Decision(Question question, String title, List<Answer> answers) {
  private static final String PICK = "joint-table/pick-needed";
  private static final String REDUCE = "joint-table/reduce-needed";
  private static final String CONFIGURATION = "joint-table/configuration-needed";

  /** A button: what it says and what it decides, as the form's name and value. */
  record Answer(String text, String decides) {
    Answer(String text, String name, String value) {
      this(text, name + "=" + value);
    }
  }

  static Decision of(Question question, Variables variables) {
    return switch (question.code()) {
      case PICK ->
          new Decision(question, pickTitle(question, variables), picks(question, variables));
      case REDUCE ->
          new Decision(
              question,
              "Several ROIs have a value. Which one counts?",
              List.of(
                  new Answer("The largest", "reduce", "largest"),
                  new Answer("Their mean", "reduce", "mean"),
                  new Answer("Their sum", "reduce", "sum"),
                  new Answer("Only where there is one", "reduce", "single"),
                  new Answer("One row per ROI", "rows", "roi")));
      case CONFIGURATION ->
          new Decision(
              question,
              "The features were extracted in several ways. Which one?",
              variables.sets().stream()
                  .map(
                      set ->
                          new Answer(
                              set.title() + " (" + set.patients() + " patients)",
                              "configuration",
                              set.hash()))
                  .toList());
      default -> new Decision(question, question.text(), List.of());
    };
  }

  private static String pickTitle(Question question, Variables variables) {
    return display(question, variables) + " has several values. Which one counts?";
  }

  private static String display(Question question, Variables variables) {
    return Stream.concat(variables.concepts().stream(), variables.imaging().stream())
        .filter(variable -> variable.name().equals(question.subject()))
        .map(Variables.Variable::display)
        .findFirst()
        .orElse(question.subject());
  }

  private static List<Answer> picks(Question question, Variables variables) {
    boolean imaging =
        variables.imaging().stream().anyMatch(v -> v.name().equals(question.subject()));
    boolean number =
        Stream.concat(variables.concepts().stream(), variables.imaging().stream())
            .anyMatch(v -> v.name().equals(question.subject()) && v.number());
    var answers =
        Stream.of(
            imaging ? null : pick("Closest to the imaging", question, "closest"),
            pick("The first", question, "first"),
            pick("The last", question, "last"),
            number ? pick("The lowest", question, "min") : null,
            number ? pick("The highest", question, "max") : null,
            number ? pick("The mean", question, "mean") : null,
            pick("How many there are", question, "count"));
    return answers.filter(java.util.Objects::nonNull).toList();
  }

  private static Answer pick(String text, Question question, String pick) {
    return new Answer(text, "pick", question.subject() + "=" + pick);
  }
}

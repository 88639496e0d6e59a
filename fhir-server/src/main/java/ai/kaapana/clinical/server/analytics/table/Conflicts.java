package ai.kaapana.clinical.server.analytics.table;

import ai.kaapana.clinical.server.analytics.AnalyticsCode;
import ai.kaapana.clinical.server.analytics.Problem;
import ai.kaapana.clinical.server.analytics.RefusedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects everything that would have to be guessed, so that a user learns all of it from one
 * answer.
 */
final class Conflicts {

  private static final int SHOWN = 20;

  private final Map<Subject, Concerned> bySubject = new LinkedHashMap<>();
  private final List<Problem> plain = new ArrayList<>();

  private record Subject(AnalyticsCode code, String text) {}

  private record Concerned(Set<String> competing, Set<String> patients) {}

  /** Notes that things compete for the patient with the given key. */
  void add(AnalyticsCode code, String subject, Collection<String> competing, String patient) {
    var concerned =
        bySubject.computeIfAbsent(
            new Subject(code, subject), key -> new Concerned(new TreeSet<>(), new TreeSet<>()));
    concerned.competing().addAll(competing);
    concerned.patients().add(patient);
  }

  /** Notes a problem of the request itself. */
  void add(Problem problem) {
    plain.add(problem);
  }

  /** Ends a step: what follows would build on a guess. */
  void refuseIfAny() {
    var problems = new ArrayList<>(plain);
    bySubject.forEach((subject, concerned) -> problems.add(problem(subject, concerned)));
    if (!problems.isEmpty()) {
      throw new RefusedException(422, problems);
    }
  }

  private static Problem problem(Subject subject, Concerned concerned) {
    var competing = new ArrayList<>(concerned.competing().stream().limit(SHOWN).toList());
    if (concerned.competing().size() > SHOWN) {
      competing.add((concerned.competing().size() - SHOWN) + " more");
    }
    return new Problem(subject.code(), subject.text(), competing, concerned.patients().size());
  }
}

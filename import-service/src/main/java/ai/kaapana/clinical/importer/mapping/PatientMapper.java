package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.fhir.patient.PatientElement;
import ai.kaapana.clinical.fhir.patient.PatientStatement;
import ai.kaapana.clinical.importer.issue.Effect;
import ai.kaapana.clinical.importer.issue.Finding;
import ai.kaapana.clinical.importer.issue.ImportIssue;
import ai.kaapana.clinical.importer.mapping.language.TableMapping;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;

/**
 * Maps all rows of one patient to FHIR. The result depends on the rows' content alone: not on their
 * order, not on the order of columns, not on how a number is spelled.
 */
public final class PatientMapper {
  private static final String STAGE_GROUP = "tnm.group";
  private static final List<String> CATEGORIES = List.of("tnm.T", "tnm.N", "tnm.M");
  private final TableMapping mapping;
  private final RowReader rows;
  private final String patientSystem;

  /**
   * A mapper for one table.
   *
   * @param patientSystem the installation's PatientID system
   * @param today the day after which no date of a fact can lie
   */
  public PatientMapper(TableMapping mapping, Layout layout, String patientSystem, LocalDate today) {
    this.mapping = mapping;
    this.rows = new RowReader(mapping, layout, today);
    this.patientSystem = patientSystem;
  }

  /** Maps the rows of a patient. */
  public MappedPatient map(String patientId, List<SourceRow> patientRows) {
    var table = new FactTable(patientRows.stream().map(rows::read).toList());
    List<Finding> findings = new ArrayList<>(table.findings());
    var subject =
        new Subject(patientSystem, patientId, mapping.dataset(), mapping.source().timeAxis());
    var stated = stated(table, findings);
    List<Resource> resources = new ArrayList<>();
    var condition = ConditionMapper.map(subject, mapping.diagnosis(), table);
    condition.ifPresent(resources::add);
    var diagnosis = condition.map(c -> new Reference("Condition/" + c.getIdPart()));
    for (var fact : table.facts().values()) {
      if (observed(fact)) {
        resources.add(ObservationMapper.map(subject, fact, diagnosis, mapping.tnmEdition()));
      }
    }
    linkStage(resources, table, subject);
    var statement =
        PatientStatement.ofDataset(patientSystem, patientId, statementName(mapping), stated);
    return new MappedPatient(statement, resources, findings, table.outcomes());
  }

  /**
   * The name under which a mapping states elements of Patient: two tables of one dataset state
   * independently, so that one does not take back what the other says.
   */
  public static String statementName(TableMapping mapping) {
    return mapping.name().equals(mapping.dataset())
        ? mapping.dataset()
        : mapping.dataset() + "/" + mapping.name();
  }

  private static boolean observed(Fact fact) {
    return switch (fact.concept().form()) {
      case OBSERVATION_ANY, OBSERVATION_CODE, OBSERVATION_QUANTITY, SURVIVAL -> true;
      default -> false;
    };
  }

  // The stage group names the categories from which it was made (mCODE TNM stage group, hasMember).
  private static void linkStage(List<Resource> resources, FactTable table, Subject subject) {
    for (var resource : resources) {
      if (!(resource instanceof Observation group)) {
        continue;
      }
      for (var fact : table.facts().values()) {
        boolean same = ObservationMapper.id(subject, fact.key()).equals(group.getIdPart());
        if (same && fact.concept().name().equals(STAGE_GROUP)) {
          members(table, subject, fact.occurrence()).forEach(group::addHasMember);
        }
      }
    }
  }

  private static List<Reference> members(FactTable table, Subject subject, String occurrence) {
    return CATEGORIES.stream()
        .map(category -> new Fact.Key(category, occurrence))
        .filter(table.facts()::containsKey)
        .map(key -> new Reference("Observation/" + ObservationMapper.id(subject, key)))
        .toList();
  }

  private Map<PatientElement, Type> stated(FactTable table, List<Finding> findings) {
    Map<PatientElement, Type> stated = new EnumMap<>(PatientElement.class);
    var gender = single(table, "patient.gender");
    if (gender.isPresent() && gender.get().value() instanceof FactValue.Code code) {
      stated.put(PatientElement.GENDER, new CodeType(code.targets().getFirst().code()));
    }
    var birth = single(table, "patient.birthDate");
    if (birth.isPresent() && birth.get().value() instanceof FactValue.Day day) {
      stated.put(PatientElement.BIRTH_DATE, new DateType(day.date().text()));
    }
    deceased(table, findings).ifPresent(value -> stated.put(PatientElement.DECEASED, value));
    return contradictory(table, findings) ? without(stated) : stated;
  }

  private static Map<PatientElement, Type> without(Map<PatientElement, Type> stated) {
    stated.remove(PatientElement.DECEASED);
    stated.remove(PatientElement.BIRTH_DATE);
    return stated;
  }

  // Death before birth: neither date can be trusted.
  private static boolean contradictory(FactTable table, List<Finding> findings) {
    var birth = single(table, "patient.birthDate");
    var death = single(table, "patient.deceased");
    boolean before =
        birth.isPresent()
            && death.isPresent()
            && birth.get().value() instanceof FactValue.Day born
            && death.get().value() instanceof FactValue.Day died
            && died.date().earliest().isBefore(born.date().earliest());
    if (before) {
      findings.add(contradiction(birth.get()));
      findings.add(contradiction(death.get()));
    }
    return before;
  }

  // A death is stated by a column of its own, by a vital status, or by the event of the overall
  // survival; being censored says nothing about today.
  private static Optional<Type> deceased(FactTable table, List<Finding> findings) {
    var own = single(table, "patient.deceased");
    var survival = single(table, "survival.overall").filter(PatientMapper::death);
    var dead = vital(table, "dead");
    var alive = vital(table, "alive");
    boolean stated =
        own.filter(PatientMapper::says).isPresent() || survival.isPresent() || dead.isPresent();
    boolean denied = alive.isPresent() || own.filter(fact -> !says(fact)).isPresent();
    if (stated && denied) {
      survival.or(() -> dead).or(() -> own).ifPresent(fact -> findings.add(contradiction(fact)));
      alive.or(() -> own).ifPresent(fact -> findings.add(contradiction(fact)));
      return Optional.empty();
    }
    if (own.isPresent() && own.get().value() instanceof FactValue.Day day) {
      return Optional.of(day.date().toDateTime());
    }
    if (own.isPresent() && own.get().value() instanceof FactValue.Truth truth && !truth.value()) {
      return Optional.of(new BooleanType(false));
    }
    return stated ? Optional.of(new BooleanType(true)) : Optional.empty();
  }

  private static boolean says(Fact fact) {
    return !(fact.value() instanceof FactValue.Truth truth) || truth.value();
  }

  private static boolean death(Fact fact) {
    return fact.value() instanceof FactValue.Survival survival
        && survival.death()
        && survival.event();
  }

  private static Optional<Fact> vital(FactTable table, String code) {
    return single(table, "vital.status")
        .filter(
            fact ->
                fact.value() instanceof FactValue.Code value
                    && value.targets().stream().anyMatch(t -> t.code().equals(code)));
  }

  private static Finding contradiction(Fact fact) {
    return Finding.at(ImportIssue.CONTRADICTION, Effect.NOTE)
        .row(fact.row())
        .column(fact.rule().column());
  }

  private static Optional<Fact> single(FactTable table, String concept) {
    return Optional.ofNullable(table.facts().get(new Fact.Key(concept, RowReader.SINGLE)));
  }
}

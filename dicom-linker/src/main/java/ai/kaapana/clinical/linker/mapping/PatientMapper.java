package ai.kaapana.clinical.linker.mapping;

import ai.kaapana.clinical.fhir.patient.PatientElement;
import ai.kaapana.clinical.fhir.patient.PatientStatement;
import ai.kaapana.clinical.linker.model.PatientIdentity;
import ai.kaapana.clinical.linker.model.PersonName;
import ai.kaapana.clinical.linker.model.StudyPatient;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Type;

/**
 * Makes the PACS's statement about a patient from all its studies.
 *
 * <p>For each element the newest study that states it counts, one that was not de-identified before
 * one that was; so the statement does not depend on the order in which studies arrive.
 *
 * <p>Source: DICOM PS3.3 section C.7.1.1; target: FHIR R4 Patient.
 */
public final class PatientMapper {

  private static final String REPRESENTATION =
      "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";
  private static final String OBSERVATION_VALUE =
      "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";

  private static final Comparator<StudyPatient> RANK =
      Comparator.comparing((StudyPatient s) -> s.identity().deidentified())
          .thenComparing(StudyPatient.NEWEST_FIRST);

  private PatientMapper() {}

  /**
   * @param system identifier system of the PatientID
   * @param studies at least one
   */
  public static PatientStatement map(String system, String patientId, List<StudyPatient> studies) {
    var ranked = studies.stream().sorted(RANK).map(StudyPatient::identity).toList();
    var stated = new EnumMap<PatientElement, Type>(PatientElement.class);
    first(ranked, PatientIdentity::sex)
        .ifPresent(sex -> stated.put(PatientElement.GENDER, new CodeType(sex)));
    first(ranked, PatientIdentity::birthDate)
        .ifPresent(day -> stated.put(PatientElement.BIRTH_DATE, date(day)));
    return PatientStatement.ofDicom(
        system,
        patientId,
        List.of(),
        first(ranked, PatientIdentity::issuer).orElse(null),
        stated,
        new PatientStatement.LinkerElements(
            first(ranked, PatientIdentity::name).map(PatientMapper::names).orElse(List.of()),
            true,
            List.of(),
            security(ranked)));
  }

  /** Says whether studies disagree on who the patient is. */
  public static boolean isContradictory(List<StudyPatient> studies) {
    return differs(studies, i -> i.name().map(PersonName::alphabetic))
        || differs(studies, PatientIdentity::sex)
        || differs(studies, PatientIdentity::birthDate);
  }

  /** Says whether the PatientID comes from several issuers. */
  public static boolean hasSeveralIssuers(List<StudyPatient> studies) {
    return differs(studies, PatientIdentity::issuer);
  }

  private static boolean differs(
      List<StudyPatient> studies, Function<PatientIdentity, Optional<?>> element) {
    return studies.stream().flatMap(s -> element.apply(s.identity()).stream()).distinct().count()
        > 1;
  }

  private static <T> Optional<T> first(
      List<PatientIdentity> ranked, Function<PatientIdentity, Optional<T>> element) {
    return ranked.stream().flatMap(identity -> element.apply(identity).stream()).findFirst();
  }

  private static DateType date(LocalDate day) {
    return new DateType(day.toString());
  }

  private static List<HumanName> names(PersonName name) {
    var names = new ArrayList<HumanName>();
    boolean several = !name.ideographic().isBlank() || !name.phonetic().isBlank();
    name(name.alphabetic(), several ? "ABC" : "").ifPresent(names::add);
    name(name.ideographic(), "IDE").ifPresent(names::add);
    name(name.phonetic(), "SYL").ifPresent(names::add);
    return names;
  }

  private static Optional<HumanName> name(String group, String representation) {
    return PersonName.components(group)
        .map(
            parts -> {
              var name = new HumanName();
              if (!representation.isEmpty()) {
                name.addExtension(REPRESENTATION, new CodeType(representation));
              }
              set(parts.family(), name::setFamily);
              set(parts.given(), name::addGiven);
              set(parts.middle(), name::addGiven);
              set(parts.prefix(), name::addPrefix);
              set(parts.suffix(), name::addSuffix);
              return name;
            });
  }

  private static void set(String part, Consumer<String> setter) {
    if (!part.isEmpty()) {
      setter.accept(part);
    }
  }

  /** A patient whose images were de-identified goes by a pseudonym: the PatientID itself. */
  private static List<Coding> security(List<PatientIdentity> identities) {
    return identities.stream().anyMatch(PatientIdentity::deidentified)
        ? List.of(new Coding(OBSERVATION_VALUE, "PSEUDED", "pseudonymized"))
        : List.of();
  }
}

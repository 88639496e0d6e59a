package ai.kaapana.clinical.linker.model;

import ai.kaapana.clinical.fhir.id.PatientIds;
import ai.kaapana.clinical.fhir.time.DicomDate;
import ai.kaapana.clinical.linker.issue.LinkerIssue;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the patient of a study. Source: DICOM PS3.3 section C.7.1.1. */
final class PatientReader {

  private PatientReader() {}

  /**
   * Returns what the study says of its patient.
   *
   * @param metadata representatives of the series: their PatientID must be the study's
   */
  static PatientIdentity read(Layers layers, List<Dataset> metadata, Findings findings) {
    var patientId = patientId(layers, findings);
    var name = name(layers, metadata, findings);
    return new PatientIdentity(
        patientId,
        layers.text(Tag.ISSUER_OF_PATIENT_ID),
        universalIssuer(layers),
        name,
        sex(layers),
        birthDate(layers),
        layers.datasets().stream()
            .flatMap(d -> d.text(Tag.IDENTITY_REMOVED).stream())
            .anyMatch("YES"::equalsIgnoreCase));
  }

  private static Optional<String> patientId(Layers layers, Findings findings) {
    var stated =
        layers.datasets().stream()
            .flatMap(d -> d.text(Tag.PATIENT_ID).stream())
            .map(PatientIds::normalize)
            .filter(id -> !id.isBlank())
            .distinct()
            .toList();
    if (stated.size() > 1) {
      findings.add(LinkerIssue.PATIENT_AMBIGUOUS, Tag.PATIENT_ID);
    }
    return stated.stream().findFirst();
  }

  /** Takes the name from metadata when the query row shows a broken or no name. */
  private static Optional<PersonName> name(
      Layers layers, List<Dataset> metadata, Findings findings) {
    var names =
        Stream.concat(layers.datasets().stream(), metadata.stream())
            .flatMap(d -> d.name(Tag.PATIENT_NAME).stream())
            .toList();
    var best = names.stream().filter(n -> !n.looksBroken()).findFirst();
    if (best.isEmpty() && !names.isEmpty()) {
      findings.add(LinkerIssue.PATIENT_NAME_ENCODING, Tag.PATIENT_NAME);
    }
    var name = best.or(() -> names.stream().findFirst());
    name.filter(
            n ->
                n.alphabetic().isBlank()
                    || n.alphabetic().chars().filter(c -> c == '^').count() > 4)
        .ifPresent(n -> findings.add(LinkerIssue.PATIENT_NAME_FORM, Tag.PATIENT_NAME));
    return name.filter(n -> isStorable(n, layers));
  }

  private static boolean isStorable(PersonName name, Layers layers) {
    var text = name.alphabetic() + name.ideographic() + name.phonetic();
    if (text.chars().noneMatch(c -> c < ' ')) {
      return true;
    }
    layers.add(LinkerIssue.TEXT_CONTROL_CHARACTERS, Tag.PATIENT_NAME);
    return false;
  }

  private static Optional<String> universalIssuer(Layers layers) {
    return layers.datasets().stream()
        .flatMap(d -> d.item(Tag.ISSUER_QUALIFIERS).stream())
        .flatMap(item -> universalId(item).stream())
        .findFirst();
  }

  /** Returns a universal entity id as a URI: an OID for type ISO, a URI as it is. */
  static Optional<String> universalId(Dataset item) {
    var id = item.text(Tag.UNIVERSAL_ENTITY_ID);
    return switch (item.text(Tag.UNIVERSAL_ENTITY_ID_TYPE).orElse("")) {
      case "ISO" -> id.filter(Uid::isValid).map(oid -> "urn:oid:" + oid);
      case "URI" -> id.filter(uri -> uri.indexOf(':') > 0);
      default -> Optional.empty();
    };
  }

  private static Optional<String> sex(Layers layers) {
    return layers
        .raw(Tag.PATIENT_SEX)
        .map(
            text ->
                switch (text.toUpperCase(Locale.ROOT)) {
                  case "M" -> "male";
                  case "F" -> "female";
                  case "O" -> "other";
                  default -> {
                    layers.add(LinkerIssue.PATIENT_SEX_UNKNOWN, Tag.PATIENT_SEX);
                    yield "unknown";
                  }
                });
  }

  private static Optional<LocalDate> birthDate(Layers layers) {
    var birth = layers.date(Tag.PATIENT_BIRTH_DATE);
    // A second reading of StudyDate, without its issues: they are reported with the study.
    var study = DicomDate.parse(layers.raw(Tag.STUDY_DATE).orElse(null));
    if (birth.isPresent() && study.asOptional().filter(birth.get()::isAfter).isPresent()) {
      layers.add(LinkerIssue.PATIENT_BIRTH_DATE_IMPLAUSIBLE, Tag.PATIENT_BIRTH_DATE);
      return Optional.empty();
    }
    return birth;
  }
}

package ai.kaapana.clinical.fhir.patient;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.code.CodeSystems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Merges what a source states into the Patient that all sources share.
 *
 * <p>Each source keeps its statements in an extension that only it changes; gender, birthDate and
 * deceased are computed from all of them: a dataset before the PACS, and nothing where datasets
 * disagree. So nothing is lost when a statement goes away, and every order of arrival ends in the
 * same Patient.
 */
public final class PatientMerge {

  /** Extension with one statement: source, element, value. */
  public static final String STATED = Clinical.extension("stated");

  private PatientMerge() {}

  /**
   * The Patient after a statement.
   *
   * @param current what the store holds, or null; it is not changed
   */
  public static Patient merge(@Nullable Patient current, PatientStatement statement) {
    var result = current == null ? new Patient() : current.copy();
    result.setId(statement.resourceId());
    addIdentifiers(result, statement);
    Optional.ofNullable(statement.linker()).ifPresent(linker -> setLinkerElements(result, linker));
    replaceStatements(result, statement.source(), statement.stated());
    compute(result);
    return result;
  }

  /** The Patient after a source takes back all that it stated; identifiers stay. */
  public static Patient withdraw(Patient current, String source) {
    var result = current.copy();
    replaceStatements(result, source, Map.of());
    compute(result);
    return result;
  }

  /**
   * The Patient with a source's statements as they were in a former version.
   *
   * @param before the former version, or null if the source had stated nothing
   */
  public static Patient restore(Patient current, @Nullable Patient before, String source) {
    var result = withdraw(current, source);
    if (before != null) {
      var statements = new ArrayList<>(result.getExtension());
      before.getExtensionsByUrl(STATED).stream()
          .filter(e -> source.equals(text(e, "source")))
          .map(Extension::copy)
          .forEach(statements::add);
      result.setExtension(sorted(statements.stream()));
      compute(result);
    }
    return result;
  }

  /** Whether anything but a source's own statements and the PatientID itself is in a Patient. */
  public static boolean isStatedByOthers(Patient patient, String source) {
    return patient.hasName()
        || patient.hasLink()
        || patient.hasActive()
        || patient.getMeta().hasSecurity()
        || patient.getExtensionsByUrl(STATED).stream()
            .anyMatch(e -> !source.equals(text(e, "source")));
  }

  /**
   * Elements on which datasets disagree, and which are therefore absent, or on which a dataset and
   * the PACS disagree.
   */
  public static List<PatientElement> disagreements(Patient patient) {
    return Stream.of(PatientElement.values())
        .filter(element -> distinct(statements(patient, element)).size() > 1)
        .toList();
  }

  private static void addIdentifiers(Patient patient, PatientStatement statement) {
    var own = new Identifier().setSystem(statement.system()).setValue(statement.patientId());
    own.getType().addCoding(new Coding(CodeSystems.IDENTIFIER_TYPE, "MR", null));
    if (statement.assigner() != null) {
      own.setAssigner(new Reference().setDisplay(statement.assigner()));
    }
    var all = new LinkedHashMap<String, Identifier>();
    Stream.of(patient.getIdentifier().stream(), Stream.of(own), statement.identifiers().stream())
        .flatMap(s -> s)
        .forEach(i -> all.merge(i.getSystem() + "|" + i.getValue(), i, PatientMerge::united));
    patient.setIdentifier(
        all.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .collect(Collectors.toCollection(ArrayList::new)));
  }

  private static Identifier united(Identifier before, Identifier added) {
    var result = before.copy();
    if (!result.hasType() && added.hasType()) {
      result.setType(added.getType());
    }
    if (added.hasAssigner()) {
      result.setAssigner(added.getAssigner());
    }
    return result;
  }

  private static void setLinkerElements(Patient patient, PatientStatement.LinkerElements linker) {
    patient.setName(new ArrayList<>(linker.names()));
    patient.setActive(linker.active());
    patient.setLink(new ArrayList<>(linker.links()));
    patient.getMeta().setSecurity(new ArrayList<>(linker.security()));
  }

  private static void replaceStatements(
      Patient patient, String source, Map<PatientElement, Type> stated) {
    var others =
        patient.getExtension().stream()
            .filter(e -> !(STATED.equals(e.getUrl()) && source.equals(text(e, "source"))));
    var own = stated.entrySet().stream().map(e -> extension(source, e.getKey(), e.getValue()));
    patient.setExtension(sorted(Stream.concat(others, own)));
  }

  private static List<Extension> sorted(Stream<Extension> extensions) {
    return extensions
        .sorted(
            Comparator.comparing(Extension::getUrl)
                .thenComparing(e -> text(e, "source"))
                .thenComparing(e -> text(e, "element")))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Extension extension(String source, PatientElement element, Type value) {
    var result = new Extension(STATED);
    result.addExtension("source", new StringType(source));
    result.addExtension("element", new CodeType(element.code()));
    result.addExtension("value", value);
    return result;
  }

  private static String text(Extension statement, String part) {
    var value = statement.getExtensionByUrl(part);
    return value == null || value.getValue() == null ? "" : value.getValue().primitiveValue();
  }

  private static void compute(Patient patient) {
    var gender = decided(patient, PatientElement.GENDER);
    patient.setGender(
        gender.map(v -> AdministrativeGender.fromCode(v.primitiveValue())).orElse(null));
    var birthDate = decided(patient, PatientElement.BIRTH_DATE);
    patient.setBirthDateElement(birthDate.map(v -> new DateType(v.primitiveValue())).orElse(null));
    patient.setDeceased(decided(patient, PatientElement.DECEASED).map(Type::copy).orElse(null));
  }

  private static Optional<Type> decided(Patient patient, PatientElement element) {
    var datasets = statements(patient, element).filter(s -> !s.ofDicom()).toList();
    var candidates = datasets.isEmpty() ? statements(patient, element).toList() : datasets;
    var values = distinct(candidates.stream());
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  /** Different values; a plain "deceased" agrees with every date of death. */
  private static List<Type> distinct(Stream<Statement> statements) {
    var byText = new LinkedHashMap<String, Type>();
    statements.forEach(s -> byText.putIfAbsent(s.value().primitiveValue(), s.value()));
    if (byText.values().stream().anyMatch(DateTimeType.class::isInstance)) {
      byText.remove("true");
    }
    return List.copyOf(byText.values());
  }

  private static Stream<Statement> statements(Patient patient, PatientElement element) {
    return patient.getExtensionsByUrl(STATED).stream()
        .filter(e -> element.code().equals(text(e, "element")))
        .map(e -> new Statement(text(e, "source"), e.getExtensionByUrl("value").getValue()));
  }

  private record Statement(String source, Type value) {

    boolean ofDicom() {
      return source.equals(PatientStatement.DICOM);
    }
  }
}

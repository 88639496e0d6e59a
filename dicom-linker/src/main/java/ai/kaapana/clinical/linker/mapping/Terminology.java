package ai.kaapana.clinical.linker.mapping;

import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.linker.model.Code;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/**
 * Turns DICOM codes into FHIR codings.
 *
 * <p>A code whose scheme is not known keeps its meaning as text: a wrong system would be worse than
 * none.
 *
 * @param bodySites SNOMED CT codings by normalised BodyPartExamined (DICOM PS3.16 annex L)
 * @param snomedRt SNOMED CT codes by SNOMED RT code
 */
public record Terminology(Map<String, Coding> bodySites, Map<String, String> snomedRt) {

  /** Source: DICOM PS3.16 section 8, and the systems that FHIR R4 names for them. */
  private static final Map<String, String> SYSTEMS =
      Map.ofEntries(
          Map.entry("DCM", CodeSystems.DICOM),
          Map.entry("SCT", CodeSystems.SNOMED_CT),
          Map.entry("LN", CodeSystems.LOINC),
          Map.entry("UCUM", CodeSystems.UCUM),
          Map.entry("NCIt", CodeSystems.NCIT),
          Map.entry("RADLEX", "http://radlex.org"),
          Map.entry("FMA", "http://purl.org/sig/ont/fma"),
          Map.entry("IBSI", CodeSystems.IBSI),
          Map.entry("I10", CodeSystems.ICD_10),
          Map.entry("ICDO3", CodeSystems.ICD_O_3));

  private static final Set<String> SNOMED_RT = Set.of("SRT", "SNM3", "99SDM");

  /** Returns a coding with system and code, or nothing for a scheme that is not known. */
  public Optional<Coding> coding(Code code) {
    if (code.value().isEmpty()) {
      return Optional.empty();
    }
    if (SNOMED_RT.contains(code.scheme())) {
      return Optional.ofNullable(snomedRt.get(code.value()))
          .map(sct -> coding(CodeSystems.SNOMED_CT, sct, code.meaning()));
    }
    // A SNOMED CT code is a number; older objects wrote the other form under the same designator.
    if (code.scheme().equals("SCT") && !code.value().matches("\\d+")) {
      return Optional.ofNullable(snomedRt.get(code.value()))
          .map(sct -> coding(CodeSystems.SNOMED_CT, sct, code.meaning()));
    }
    return Optional.ofNullable(SYSTEMS.get(code.scheme()))
        .map(system -> coding(system, code.value(), code.meaning()));
  }

  /** Returns a concept whose text is the meaning, with a coding where the scheme is known. */
  public CodeableConcept concept(Code code) {
    var concept = new CodeableConcept();
    coding(code).ifPresent(concept::addCoding);
    if (!code.meaning().isEmpty()) {
      concept.setText(code.meaning());
    }
    return concept;
  }

  /** Returns a coding, which has only a display where the scheme is not known. */
  public Coding codingOrText(Code code) {
    return coding(code)
        .orElseGet(
            () ->
                new Coding().setDisplay(code.meaning().isEmpty() ? code.value() : code.meaning()));
  }

  /** Returns the body site for BodyPartExamined; an unknown one has only a display. */
  public Coding bodySite(String bodyPartExamined) {
    var key = bodyPartExamined.toUpperCase(Locale.ROOT).replaceAll("[ _-]", "");
    var known = bodySites.get(key);
    return known == null ? new Coding().setDisplay(bodyPartExamined) : known.copy();
  }

  /** Returns the laterality for (0020,0060). Source: DICOM PS3.16 CID 244. */
  public static Optional<Coding> laterality(String code) {
    return switch (code) {
      case "L" -> Optional.of(coding(CodeSystems.SNOMED_CT, "7771000", "Left"));
      case "R" -> Optional.of(coding(CodeSystems.SNOMED_CT, "24028007", "Right"));
      case "B" -> Optional.of(coding(CodeSystems.SNOMED_CT, "51440002", "Bilateral"));
      case "U" -> Optional.of(coding(CodeSystems.SNOMED_CT, "66459002", "Unilateral"));
      default -> Optional.empty();
    };
  }

  private static Coding coding(String system, String code, String display) {
    var coding = new Coding().setSystem(system).setCode(code);
    return display.isEmpty() ? coding : coding.setDisplay(display);
  }
}

package ai.kaapana.clinical.fhir.concept;

import ai.kaapana.clinical.fhir.code.CodeSystems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;

/**
 * A clinical concept: what an import writes and what a table asks for under one name.
 *
 * @param name canonical name, for example {@code tnm.T}; it is also the code under {@link
 *     CodeSystems#CONCEPT} that every Observation of the concept carries
 * @param display the name for people
 * @param column snake case name of the column in a table
 * @param unit UCUM code in which a number is stored, if it has one
 * @param repeated whether one patient may have several values at different times
 * @param codings public codes, without a basis
 * @param basisCodings public codes by basis ({@code clinical}, {@code pathologic}) where they
 *     differ
 * @param aboutDiagnosis whether the fact's focus is the patient's Condition
 */
public record Concept(
    String name,
    List<String> aliases,
    String display,
    ConceptForm form,
    CellType cell,
    String column,
    @Nullable String unit,
    boolean repeated,
    boolean aboutDiagnosis,
    @Nullable String category,
    List<Code> codings,
    Map<String, List<Code>> basisCodings,
    @Nullable String valueSystem) {

  /** A public code for the concept. */
  public record Code(String system, String code, @Nullable String display) {

    Coding toFhir() {
      return new Coding(system, code, display);
    }
  }

  public Concept {
    aliases = List.copyOf(aliases);
    codings = List.copyOf(codings);
    basisCodings = Map.copyOf(basisCodings);
  }

  /** {@code Observation.code} of a fact, our own coding first. */
  public CodeableConcept toCode(Optional<String> basis) {
    var result = new CodeableConcept();
    result.addCoding(new Coding(CodeSystems.CONCEPT, name, display));
    Stream.concat(
            codings.stream(),
            basis.stream().flatMap(b -> basisCodings.getOrDefault(b, List.of()).stream()))
        .map(Code::toFhir)
        .forEach(result::addCoding);
    return result.setText(display);
  }

  /** Every public code under which others may have stored the concept. */
  public Stream<Code> allCodings() {
    return Stream.concat(codings.stream(), basisCodings.values().stream().flatMap(List::stream));
  }
}

package ai.kaapana.clinical.fhir.concept;

import ai.kaapana.clinical.fhir.code.CodeSystems;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All concepts, read from the one file {@code concepts.yaml}: the importer writes by it and
 * fhir-server reads by it, so that what was imported as {@code tnm.T} is asked for as {@code
 * tnm.T}.
 *
 * <p>Three families are open: {@code lab:<LOINC>} for laboratory values, {@code
 * survival.<endpoint>} for named endpoints and {@code local:<name>} for what only the dataset
 * knows.
 */
public final class ConceptLibrary {

  private static final Pattern LABORATORY = Pattern.compile("lab:(\\d{1,7}-\\d)");
  private static final Pattern SURVIVAL = Pattern.compile("survival\\.([a-z][a-z0-9-]*)");
  private static final Pattern LOCAL = Pattern.compile("local:([\\p{Alnum}][\\p{Alnum}._-]*)");
  private static final String FILE = "concepts.yaml";

  private final Map<String, Concept> byName;
  private final Map<String, Concept> byAlias;

  private ConceptLibrary(List<Concept> concepts) {
    byName = new LinkedHashMap<>();
    byAlias = new LinkedHashMap<>();
    for (var concept : concepts) {
      put(byName, concept.name(), concept);
      concept.aliases().forEach(alias -> put(byAlias, alias, concept));
    }
  }

  private static void put(Map<String, Concept> map, String key, Concept concept) {
    if (map.put(key, concept) != null) {
      throw new IllegalStateException("Concept name given twice: " + key);
    }
  }

  /** Reads the library that ships with the software. */
  public static ConceptLibrary load() {
    var mapper =
        JsonMapper.builder(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    try (var stream = ConceptLibrary.class.getResourceAsStream(FILE)) {
      var entries =
          mapper.readValue(
              Objects.requireNonNull(stream, FILE), new TypeReference<List<Entry>>() {});
      return new ConceptLibrary(entries.stream().map(Entry::toConcept).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("The concept library cannot be read", e);
    }
  }

  /** The named concepts, without the open families, in the order of the file. */
  public Collection<Concept> concepts() {
    return byName.values();
  }

  /** Finds a concept by canonical name, by alias or as a member of an open family. */
  public Optional<Concept> find(String name) {
    var known = byName.get(name);
    if (known == null) {
      known = byAlias.get(name);
    }
    return known != null ? Optional.of(known) : openFamily(name);
  }

  private Optional<Concept> openFamily(String name) {
    var laboratory = LABORATORY.matcher(name);
    if (laboratory.matches() && Loinc.isValid(laboratory.group(1))) {
      return Optional.of(laboratory(name, laboratory.group(1)));
    }
    var survival = SURVIVAL.matcher(name);
    if (survival.matches()) {
      return Optional.of(survival(name, survival.group(1)));
    }
    var local = LOCAL.matcher(name);
    return local.matches() ? Optional.of(local(name, local.group(1))) : Optional.empty();
  }

  private static Concept laboratory(String name, String loinc) {
    return new Concept(
        name,
        List.of(),
        "Laboratory value, LOINC " + loinc,
        ConceptForm.OBSERVATION_QUANTITY,
        CellType.NUMBER,
        snakeCase(name),
        null,
        true,
        false,
        "laboratory",
        List.of(new Concept.Code(CodeSystems.LOINC, loinc, null)),
        Map.of(),
        null);
  }

  private static Concept survival(String name, String endpoint) {
    return new Concept(
        name,
        List.of(),
        "Survival: " + endpoint,
        ConceptForm.SURVIVAL,
        CellType.SURVIVAL,
        snakeCase(endpoint),
        "d",
        false,
        true,
        null,
        List.of(),
        Map.of(),
        CodeSystems.SURVIVAL);
  }

  private static Concept local(String name, String column) {
    return new Concept(
        name,
        List.of(),
        column,
        ConceptForm.OBSERVATION_ANY,
        CellType.ANY,
        snakeCase(column),
        null,
        true,
        false,
        null,
        List.of(),
        Map.of(),
        null);
  }

  /**
   * {@code Overall.Stage} and {@code lab:718-7} become {@code overall_stage}, {@code lab_718_7}.
   */
  public static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("[^\\p{Alnum}]+", "_")
        .replaceAll("^_|_$", "")
        .toLowerCase(Locale.ROOT);
  }

  /** One entry of the file. */
  private record Entry(
      String name,
      @Nullable List<String> aliases,
      String display,
      ConceptForm form,
      CellType cell,
      @Nullable String column,
      @Nullable String unit,
      boolean repeated,
      boolean aboutDiagnosis,
      @Nullable String category,
      @Nullable List<Concept.Code> codings,
      @Nullable Map<String, List<Concept.Code>> basis,
      @Nullable String valueSystem) {

    Concept toConcept() {
      return new Concept(
          name,
          aliases == null ? List.of() : aliases,
          display,
          form,
          cell,
          column == null ? snakeCase(name) : column,
          unit,
          repeated,
          aboutDiagnosis,
          category,
          codings == null ? List.of() : codings,
          basis == null ? Map.of() : basis,
          valueSystem);
    }
  }
}

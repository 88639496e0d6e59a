package ai.kaapana.clinical.importer.mapping;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.concept.ConceptLibrary;
import ai.kaapana.clinical.fhir.id.IdSpace;
import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.importer.mapping.language.ColumnRule;
import ai.kaapana.clinical.importer.mapping.language.TableMapping;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.Resource;

/**
 * The mapping itself as FHIR: one Library with the document, one ConceptMap for each list of codes,
 * so that other tools can read and translate with it.
 */
public final class SharedResources {
  private static final String LIBRARY_TYPE = "http://terminology.hl7.org/CodeSystem/library-type";

  private SharedResources() {}

  /** Library and ConceptMaps of a mapping, in a fixed order. */
  public static List<Resource> of(TableMapping mapping) {
    List<Resource> resources = new ArrayList<>();
    resources.add(library(mapping));
    new TreeMap<>(mapping.columns())
        .values().stream()
            .filter(rule -> !rule.codes().isEmpty())
            .map(rule -> conceptMap(mapping, rule))
            .forEach(resources::add);
    return resources;
  }

  private static Library library(TableMapping mapping) {
    var library = new Library();
    library.setId(ResourceIds.of(IdSpace.MAPPING, mapping.name(), mapping.version()));
    library.setUrl(Clinical.BASE + "/Library/" + mapping.name());
    library.addIdentifier(
        ResourceIds.identifier(IdSpace.MAPPING, mapping.name(), mapping.version()));
    Subject.mark(library, mapping.source().timeAxis());
    library.setVersion(mapping.version());
    library.setName(pascal(mapping.name()));
    library.setTitle("Mapping " + mapping.name());
    library.setStatus(PublicationStatus.ACTIVE);
    library.setType(
        new CodeableConcept().addCoding(new Coding(LIBRARY_TYPE, "asset-collection", null)));
    library
        .addContent()
        .setContentType("application/yaml")
        .setData(mapping.text().getBytes(StandardCharsets.UTF_8));
    return library;
  }

  private static ConceptMap conceptMap(TableMapping mapping, ColumnRule rule) {
    var map = new ConceptMap();
    map.setId(ResourceIds.of(IdSpace.CODE_MAP, mapping.name(), mapping.version(), rule.column()));
    var local = ConceptLibrary.snakeCase(rule.column()).replace('_', '-');
    map.setUrl(Clinical.BASE + "/ConceptMap/" + mapping.name() + "-" + local);
    map.setIdentifier(
        ResourceIds.identifier(IdSpace.CODE_MAP, mapping.name(), mapping.version(), rule.column()));
    map.setVersion(mapping.version());
    map.setName(pascal(mapping.name() + "-" + local));
    map.setTitle("Codes of " + rule.column());
    map.setStatus(PublicationStatus.ACTIVE);
    var source = Clinical.codeSystem("source/" + mapping.name() + "/" + local);
    Map<String, ConceptMap.ConceptMapGroupComponent> groups = new TreeMap<>();
    for (var entry : new TreeMap<>(rule.codes()).entrySet()) {
      for (var target : entry.getValue()) {
        var system = target.system().isEmpty() ? Codes.system(rule.concept()) : target.system();
        var group =
            groups.computeIfAbsent(
                system,
                s -> new ConceptMap.ConceptMapGroupComponent().setSource(source).setTarget(s));
        var element = group.addElement().setCode(entry.getKey());
        element.addTarget().setCode(target.code()).setEquivalence(ConceptMapEquivalence.EQUIVALENT);
      }
    }
    groups.values().forEach(map::addGroup);
    return map;
  }

  // FHIR asks for names that could be those of a type (invariant cmd-0, lib-0).
  private static String pascal(String name) {
    var result = new StringBuilder();
    for (var part : name.split("[^A-Za-z0-9]+")) {
      if (!part.isEmpty()) {
        result.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
      }
    }
    return Character.isDigit(result.charAt(0)) ? "M" + result : result.toString();
  }
}

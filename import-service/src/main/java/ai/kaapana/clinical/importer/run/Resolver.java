package ai.kaapana.clinical.importer.run;

import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.importer.mapping.language.SubjectRule.SubjectKey;
import ai.kaapana.clinical.service.store.FhirStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Patient;

/** Finds the patients behind accession numbers and UIDs in the studies that the store holds. */
final class Resolver {
  private static final int CHUNK = 50;
  private static final String ACCESSION = "ACSN";
  private final FhirStore store;
  private final String patientSystem;

  Resolver(FhirStore store, String patientSystem) {
    this.store = store;
    this.patientSystem = patientSystem;
  }

  /**
   * What was found.
   *
   * @param patients PatientID by key
   * @param ambiguous keys that belong to several patients
   */
  record Resolved(Map<String, String> patients, Set<String> ambiguous) {
    @Override
    public String toString() {
      return "Resolved[" + patients.size() + "]";
    }
  }

  Resolved resolve(SubjectKey kind, List<String> keys) {
    Map<String, Set<String>> references = new HashMap<>();
    for (int from = 0; from < keys.size(); from += CHUNK) {
      var chunk = keys.subList(from, Math.min(keys.size(), from + CHUNK));
      for (var study : studies(kind, chunk)) {
        var subject = study.getSubject().getReferenceElement().getIdPart();
        for (var key : keysOf(kind, study)) {
          if (subject != null && chunk.contains(key)) {
            references.computeIfAbsent(key, k -> new TreeSet<>()).add(subject);
          }
        }
      }
    }
    var ids = patientIds(references.values().stream().flatMap(Set::stream).toList());
    Map<String, String> patients = new HashMap<>();
    Set<String> ambiguous = new HashSet<>();
    references.forEach(
        (key, found) -> {
          if (found.size() > 1) {
            ambiguous.add(key);
          } else if (ids.containsKey(found.iterator().next())) {
            patients.put(key, ids.get(found.iterator().next()));
          }
        });
    return new Resolved(patients, ambiguous);
  }

  private List<ImagingStudy> studies(SubjectKey kind, List<String> keys) {
    return switch (kind) {
      case PATIENT_ID -> List.of();
      case STUDY_UID ->
          List.copyOf(
              store
                  .readAll(ImagingStudy.class, keys.stream().map(ResourceIds::study).toList())
                  .values());
      case SERIES_UID -> search("series", keys, key -> key);
      case ACCESSION_NUMBER -> search("identifier", keys, key -> key);
    };
  }

  private List<ImagingStudy> search(
      String parameter, List<String> keys, Function<String, String> form) {
    var value =
        keys.stream()
            .map(form)
            .map(key -> key.replaceAll("([\\\\,|$])", "\\\\$1"))
            .collect(Collectors.joining(","));
    return store.search(ImagingStudy.class, Map.of(parameter, value));
  }

  private static List<String> keysOf(SubjectKey kind, ImagingStudy study) {
    return switch (kind) {
      case PATIENT_ID -> List.of();
      case STUDY_UID ->
          study.getIdentifier().stream()
              .map(Identifier::getValue)
              .filter(value -> value != null && value.startsWith("urn:oid:"))
              .map(value -> value.substring("urn:oid:".length()))
              .toList();
      case SERIES_UID ->
          study.getSeries().stream().map(ImagingStudy.ImagingStudySeriesComponent::getUid).toList();
      case ACCESSION_NUMBER ->
          study.getIdentifier().stream()
              .filter(Resolver::accession)
              .map(Identifier::getValue)
              .toList();
    };
  }

  private static boolean accession(Identifier identifier) {
    return identifier.getType().getCoding().stream()
        .anyMatch(coding -> ACCESSION.equals(coding.getCode()));
  }

  private Map<String, String> patientIds(List<String> resourceIds) {
    Map<String, String> ids = new HashMap<>();
    var distinct = new ArrayList<>(new TreeSet<>(resourceIds));
    store
        .readAll(Patient.class, distinct)
        .forEach(
            (id, patient) ->
                patient.getIdentifier().stream()
                    .filter(identifier -> patientSystem.equals(identifier.getSystem()))
                    .map(Identifier::getValue)
                    .filter(value -> ResourceIds.patient(patientSystem, value).equals(id))
                    .forEach(value -> ids.put(id, value)));
    return ids;
  }
}

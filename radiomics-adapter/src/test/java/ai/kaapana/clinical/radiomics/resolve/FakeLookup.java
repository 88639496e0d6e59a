package ai.kaapana.clinical.radiomics.resolve;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** A store in memory with the resources it was given. */
public final class FakeLookup implements ImagingLookup {

  private final Map<String, BodyStructure> segments = new HashMap<>();
  private final Map<String, ImagingStudy> studies = new HashMap<>();
  private final Map<String, Patient> patients = new HashMap<>();

  public FakeLookup(Resource... resources) {
    for (var resource : resources) {
      switch (resource) {
        case BodyStructure segment -> segments.put(segment.getIdPart(), segment);
        case ImagingStudy study -> studies.put(study.getIdPart(), study);
        case Patient patient -> patients.put(patient.getIdPart(), patient);
        default -> throw new IllegalArgumentException(resource.fhirType());
      }
    }
  }

  @Override
  public Map<String, BodyStructure> segments(Collection<String> ids) {
    return among(segments, ids);
  }

  @Override
  public Map<String, ImagingStudy> studies(Collection<String> ids) {
    return among(studies, ids);
  }

  @Override
  public List<ImagingStudy> studiesOfSeries(Collection<String> seriesUids) {
    return studies.values().stream()
        .filter(study -> study.getSeries().stream().anyMatch(s -> seriesUids.contains(s.getUid())))
        .toList();
  }

  @Override
  public List<BodyStructure> segmentsOf(String patient) {
    return segments.values().stream()
        .filter(s -> s.getPatient().getReferenceElement().getIdPart().equals(patient))
        .toList();
  }

  @Override
  public Set<String> patients(Collection<String> ids) {
    return among(patients, ids).keySet();
  }

  private static <T> Map<String, T> among(Map<String, T> all, Collection<String> ids) {
    return all.entrySet().stream()
        .filter(entry -> ids.contains(entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}

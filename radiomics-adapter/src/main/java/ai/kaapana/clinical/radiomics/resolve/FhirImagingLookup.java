package ai.kaapana.clinical.radiomics.resolve;

import ai.kaapana.clinical.service.store.FhirStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Patient;

/** Asks the FHIR store. */
public final class FhirImagingLookup implements ImagingLookup {

  private static final int SERIES_PER_SEARCH = 50;

  private final FhirStore store;

  public FhirImagingLookup(FhirStore store) {
    this.store = store;
  }

  @Override
  public Map<String, BodyStructure> segments(Collection<String> ids) {
    return ids.isEmpty() ? Map.of() : store.readAll(BodyStructure.class, ids);
  }

  @Override
  public Map<String, ImagingStudy> studies(Collection<String> ids) {
    return ids.isEmpty() ? Map.of() : store.readAll(ImagingStudy.class, ids);
  }

  @Override
  public List<ImagingStudy> studiesOfSeries(Collection<String> seriesUids) {
    var all = List.copyOf(seriesUids);
    var result = new ArrayList<ImagingStudy>();
    for (int from = 0; from < all.size(); from += SERIES_PER_SEARCH) {
      var part = all.subList(from, Math.min(all.size(), from + SERIES_PER_SEARCH));
      result.addAll(store.search(ImagingStudy.class, Map.of("series", String.join(",", part))));
    }
    return result;
  }

  @Override
  public List<BodyStructure> segmentsOf(String patient) {
    return store.search(BodyStructure.class, Map.of("patient", "Patient/" + patient));
  }

  @Override
  public Set<String> patients(Collection<String> ids) {
    return ids.isEmpty() ? Set.of() : store.readAll(Patient.class, ids).keySet();
  }
}

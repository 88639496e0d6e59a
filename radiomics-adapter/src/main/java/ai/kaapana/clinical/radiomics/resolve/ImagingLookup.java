package ai.kaapana.clinical.radiomics.resolve;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.ImagingStudy;

/** What the resolver asks the FHIR store. */
public interface ImagingLookup {

  /** The segments that exist among the ids. */
  Map<String, BodyStructure> segments(Collection<String> ids);

  /** The studies that exist among the ids. */
  Map<String, ImagingStudy> studies(Collection<String> ids);

  /** All studies that hold one of the series. */
  List<ImagingStudy> studiesOfSeries(Collection<String> seriesUids);

  /** All segments of a patient. */
  List<BodyStructure> segmentsOf(String patient);

  /** The ids of the patients that exist among the ids. */
  Set<String> patients(Collection<String> ids);
}

package ai.kaapana.clinical.linker.mapping;

import ai.kaapana.clinical.fhir.id.ResourceIds;
import ai.kaapana.clinical.linker.model.Findings;
import ai.kaapana.clinical.linker.model.Links;
import ai.kaapana.clinical.linker.model.SeriesKey;
import ai.kaapana.clinical.linker.model.Study;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Maps a study to everything that the linker writes of it, except its Patient. */
public final class StudyMapper {

  private final MappingRules rules;
  private final ImagingStudyMapper studies;
  private final SegmentMapper segments;

  /**
   * The resources of one study.
   *
   * @param shared Endpoint and Devices, which other studies have too
   * @param own ImagingStudy, then one BodyStructure for each segment
   */
  public record Result(List<Resource> shared, List<Resource> own) {}

  public StudyMapper(MappingRules rules, Terminology terminology) {
    this.rules = rules;
    this.studies = new ImagingStudyMapper(rules, terminology);
    this.segments = new SegmentMapper(terminology);
  }

  /**
   * @param patientSystem identifier system of the patient's id
   * @param findings receives what the mapping had to leave out
   */
  public Result map(
      Study study, Links links, String patientSystem, String patientId, Findings findings) {
    var patient = new Reference("Patient/" + ResourceIds.patient(patientSystem, patientId));
    var own = new ArrayList<Resource>();
    own.add(studies.map(study, links, patient, findings));
    for (var series : study.series()) {
      var place = new SeriesKey(study.uid(), series.uid());
      for (var object : series.derived()) {
        for (var segment : object.segments()) {
          var sources = links.segmented(object, segment);
          own.add(segments.map(place, series, object, segment, sources).setPatient(patient));
        }
      }
    }
    return new Result(shared(study), own);
  }

  private List<Resource> shared(Study study) {
    var shared = new LinkedHashMap<String, Resource>();
    shared.put("endpoint", EndpointMapper.map(rules));
    study.series().stream()
        .flatMap(series -> ScannerMapper.map(series).stream())
        .forEach(device -> shared.putIfAbsent(device.getIdElement().getIdPart(), device));
    return List.copyOf(shared.values());
  }
}

package ai.kaapana.clinical.linker.state;

import ai.kaapana.clinical.fhir.issue.Issue;
import ai.kaapana.clinical.linker.model.Edge;
import ai.kaapana.clinical.linker.model.Study;
import java.util.List;

/**
 * A study as it is recorded once the FHIR server has confirmed it.
 *
 * @param segments ids of its BodyStructures
 * @param shared references of Endpoint and Devices
 */
public record LinkedStudy(
    Study study,
    PatientKey patient,
    String fingerprint,
    List<Edge> edges,
    List<Issue> findings,
    List<String> segments,
    List<String> shared) {}

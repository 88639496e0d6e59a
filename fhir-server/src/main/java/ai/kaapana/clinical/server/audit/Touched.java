package ai.kaapana.clinical.server.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Collects the resources of a request and the Patients that they are about. */
final class Touched {

  private final List<String> entities = new ArrayList<>();
  private final Set<String> patients = new LinkedHashSet<>();

  void add(Resource resource) {
    var id = resource.getIdElement().getIdPart();
    if (id == null) {
      return;
    }
    entities.add(resource.fhirType() + "/" + id);
    if (resource instanceof Patient) {
      patients.add("Patient/" + id);
    } else {
      addSubject(resource, "subject");
      addSubject(resource, "patient");
    }
  }

  private void addSubject(Resource resource, String element) {
    var property = resource.getNamedProperty(element);
    if (property == null) {
      return;
    }
    for (var value : property.getValues()) {
      if (value instanceof Reference reference
          && "Patient".equals(reference.getReferenceElement().getResourceType())) {
        patients.add("Patient/" + reference.getReferenceElement().getIdPart());
      }
    }
  }

  boolean isEmpty() {
    return entities.isEmpty();
  }

  int count() {
    return entities.size();
  }

  List<String> entities() {
    return List.copyOf(entities);
  }

  List<String> patients() {
    return List.copyOf(patients);
  }
}

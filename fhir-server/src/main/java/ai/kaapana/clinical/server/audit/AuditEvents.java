package ai.kaapana.clinical.server.audit;

import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** Shows a line of the audit as FHIR's AuditEvent (R4, after IHE BALP). */
final class AuditEvents {

  private static final String REST = "http://terminology.hl7.org/CodeSystem/audit-event-type";
  private static final String INTERACTION = "http://hl7.org/fhir/restful-interaction";
  private static final String ENTITY_TYPE =
      "http://terminology.hl7.org/CodeSystem/audit-entity-type";
  private static final String ROLE = "http://terminology.hl7.org/CodeSystem/object-role";

  private AuditEvents() {}

  static AuditEvent of(AuditRecord line) {
    var event = new AuditEvent();
    event.setId(Long.toString(line.id()));
    event.setType(new Coding(REST, "rest", "Restful Operation"));
    event.addSubtype(new Coding(INTERACTION, line.interaction(), null));
    event.setAction(AuditEventAction.fromCode(line.action()));
    event.setRecorded(Date.from(line.recorded()));
    event.setOutcome(AuditEventOutcome.fromCode(line.outcome()));
    addAgent(event, line.agent(), true);
    if (line.onBehalfOf() != null) {
      addAgent(event, line.onBehalfOf(), false);
    }
    event.getSource().setObserver(new Reference().setDisplay("fhir-server"));
    addEntities(event, line.patients(), "1", "Person", "1");
    addEntities(
        event,
        line.entities().stream().filter(entity -> !line.patients().contains(entity)).toList(),
        "2",
        "System Object",
        "4");
    addRequest(event, line);
    return event;
  }

  private static void addAgent(AuditEvent event, String name, boolean requestor) {
    event.addAgent().setRequestor(requestor).setWho(new Reference().setDisplay(name)).setName(name);
  }

  private static void addEntities(
      AuditEvent event, List<String> references, String type, String display, String role) {
    for (var reference : references) {
      event
          .addEntity()
          .setWhat(new Reference(reference))
          .setType(new Coding(ENTITY_TYPE, type, display))
          .setRole(new Coding(ROLE, role, null));
    }
  }

  /** Request id, and the number of resources where they are not named. */
  private static void addRequest(AuditEvent event, AuditRecord line) {
    var entity = event.addEntity();
    entity.setType(new Coding(ENTITY_TYPE, "2", "System Object"));
    entity.setDescription("request " + line.requestId());
    if (line.entityCount() > line.entities().size()) {
      entity
          .addDetail()
          .setType("resources")
          .setValue(new StringType(Integer.toString(line.entityCount())));
    }
  }
}

package ai.kaapana.clinical.server.rest;

import ai.kaapana.clinical.fhir.Clinical;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ServerCapabilityStatementProvider;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.util.FhirTerser;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ReferenceHandlingPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.UriType;

/**
 * The capability statement: what is registered, the selected search parameters, and the PatientID
 * system of the installation, with which a feeder compares its own.
 */
final class ServerCapabilities extends ServerCapabilityStatementProvider {

  private static final String JSON = "application/fhir+json";

  private final String patientSystem;

  ServerCapabilities(RestfulServer server, ISearchParamRegistry registry, String patientSystem) {
    super(server, registry, null);
    this.patientSystem = patientSystem;
    setPublisher("Clinical data for Kaapana");
  }

  @Override
  protected void postProcess(FhirTerser terser, IBaseConformance generated) {
    var statement = (CapabilityStatement) generated;
    statement.setText(null);
    statement.setName("ClinicalDataFhirServer");
    statement.setTitle("FHIR store of clinical data for Kaapana");
    statement.getFormat().clear();
    statement.getFormat().add(new CodeType(JSON));
    statement.getFormat().add(new CodeType("json"));
    statement
        .addExtension()
        .setUrl(Clinical.extension("patient-identifier-system"))
        .setValue(new UriType(patientSystem));
    statement.getRestFirstRep().getResource().forEach(ServerCapabilities::describe);
  }

  private static void describe(CapabilityStatementRestResourceComponent resource) {
    if (resource.getType().equals("AuditEvent")) {
      describeAudit(resource);
      return;
    }
    resource.setVersioning(ResourceVersionPolicy.VERSIONEDUPDATE);
    resource.addReferencePolicy(ReferenceHandlingPolicy.ENFORCED);
    resource.addReferencePolicy(ReferenceHandlingPolicy.LOCAL);
    resource.setConditionalCreate(false);
    resource.setConditionalUpdate(false);
    resource.setReadHistory(true);
    resource.setUpdateCreate(
        resource.getInteraction().stream()
            .anyMatch(interaction -> interaction.getCode() == TypeRestfulInteraction.UPDATE));
  }

  /** AuditEvent comes from a table of its own, which knows these parameters only. */
  private static void describeAudit(CapabilityStatementRestResourceComponent resource) {
    resource.setVersioning(ResourceVersionPolicy.NOVERSION);
    resource.setDocumentation("Read-only, newest first, for administrators.");
    resource.getSearchInclude().clear();
    resource.getSearchRevInclude().clear();
    resource.getSearchParam().clear();
    resource.addSearchParam().setName("date").setType(SearchParamType.DATE);
    resource.addSearchParam().setName("patient").setType(SearchParamType.REFERENCE);
    resource.addSearchParam().setName("entity").setType(SearchParamType.REFERENCE);
  }
}

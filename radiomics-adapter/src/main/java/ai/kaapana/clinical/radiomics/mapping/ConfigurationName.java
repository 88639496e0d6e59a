package ai.kaapana.clinical.radiomics.mapping;

import ai.kaapana.clinical.fhir.Clinical;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;

/** The name of a configuration as panels and promoted features repeat it. */
public final class ConfigurationName {

  private ConfigurationName() {}

  /** The name as a stored panel has it. */
  public static String of(Observation panel) {
    return part(panel, "name").getValueAsPrimitive().getValueAsString();
  }

  /** Id of the document that says the name. */
  public static String document(Observation panel) {
    var reference = (Reference) part(panel, "document").getValue();
    return reference.getReferenceElement().getIdPart();
  }

  private static Extension part(Observation panel, String url) {
    return panel.getExtensionByUrl(Clinical.extension("configuration")).getExtensionByUrl(url);
  }
}

package ai.kaapana.clinical.server.searchparameters;

import ca.uhn.fhir.jpa.searchparam.registry.SearchParamRegistryImpl;
import java.util.Collection;
import org.hl7.fhir.instance.model.api.IIdType;

/** Starts from the selection, whatever SearchParameter resources the store may hold. */
final class SelectedSearchParameterRegistry extends SearchParamRegistryImpl {

  private final SelectedSearchParameters selected;

  SelectedSearchParameterRegistry(SelectedSearchParameters selected) {
    this.selected = selected;
  }

  @Override
  public void handleInit(Collection<IIdType> stored) {
    super.handleInit(selected.ids());
  }
}

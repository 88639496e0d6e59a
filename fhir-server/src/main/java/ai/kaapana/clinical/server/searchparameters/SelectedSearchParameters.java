package ai.kaapana.clinical.server.searchparameters;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.jpa.searchparam.registry.ISearchParamProvider;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.SearchParameter;

/**
 * Gives HAPI's registry the selected search parameters, from FHIR's own definitions.
 *
 * <p>Why not SearchParameter resources in the store: they would have to be there before the first
 * data, HAPI would start to index anew when they change, and a client could try to write them.
 */
final class SelectedSearchParameters implements ISearchParamProvider {

  private final Map<String, SearchParameter> selected = new LinkedHashMap<>();

  SelectedSearchParameters(FhirContext context) {
    FhirContext.forCached(context.getVersion().getVersion())
        .getValidationSupport()
        .<IBaseResource>fetchAllSearchParameters()
        .stream()
        .map(SearchParameter.class::cast)
        .flatMap(SelectedSearchParameters::offered)
        .forEach(parameter -> selected.put(parameter.getIdPart(), parameter));
  }

  List<IIdType> ids() {
    return selected.values().stream().<IIdType>map(SearchParameter::getIdElement).toList();
  }

  @Override
  public IBundleProvider search(SearchParameterMap parameters) {
    return new SimpleBundleProvider(List.copyOf(selected.values()));
  }

  @Override
  public IBaseResource read(IIdType id) {
    var parameter = selected.get(id.getIdPart());
    if (parameter == null) {
      throw new ResourceNotFoundException(id);
    }
    return parameter;
  }

  /** The definition once for each type in which it is offered; one for all types stays whole. */
  private static Stream<SearchParameter> offered(SearchParameter definition) {
    var code = definition.getCode();
    return definition.getBase().stream()
        .map(CodeType::getValue)
        .filter(type -> isGeneral(type, code) || SearchParameterSelection.isOffered(type, code))
        .map(type -> only(definition, type));
  }

  private static boolean isGeneral(String type, String code) {
    return type.equals("Resource") && SearchParameterSelection.COMMON.contains(code);
  }

  private static SearchParameter only(SearchParameter definition, String type) {
    var copy = definition.copy();
    if (definition.getBase().size() > 1) {
      var suffix = "-" + type.toLowerCase(Locale.ROOT);
      copy.setId(definition.getIdPart() + suffix);
      copy.setUrl(definition.getUrl() + suffix);
    }
    copy.getBase().clear();
    copy.addBase(type);
    copy.setStatus(PublicationStatus.ACTIVE);
    return copy;
  }
}

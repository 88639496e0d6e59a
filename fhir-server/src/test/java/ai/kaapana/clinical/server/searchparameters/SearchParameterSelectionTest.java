package ai.kaapana.clinical.server.searchparameters;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.server.types.ResourceTypes;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.SearchParameter;
import org.junit.jupiter.api.Test;

class SearchParameterSelectionTest {

  private static final Set<SearchParameter> SELECTED =
      new SelectedSearchParameters(FhirContext.forR4Cached())
          .search(new SearchParameterMap()).getAllResources().stream()
              .map(SearchParameter.class::cast)
              .collect(Collectors.toSet());

  @Test
  void findsEverySelectedParameterAmongTheDefinitionsOfFhir() {
    var found = new HashSet<String>();
    for (var parameter : SELECTED) {
      for (CodeType base : parameter.getBase()) {
        found.add(base.getValue() + "." + parameter.getCode());
      }
    }
    SearchParameterSelection.byType()
        .forEach(
            (type, codes) -> codes.forEach(code -> assertThat(found).contains(type + "." + code)));
    assertThat(found).contains("Resource._id", "Resource._tag", "Patient.identifier");
  }

  @Test
  void namesOnlyTypesThatAreServed() {
    assertThat(ResourceTypes.SERVED).containsAll(SearchParameterSelection.byType().keySet());
  }

  @Test
  void selectsNoCompositeAndNoDuplicate() {
    assertThat(SELECTED)
        .noneMatch(parameter -> parameter.getType() == SearchParamType.COMPOSITE)
        .noneMatch(parameter -> parameter.getCode().startsWith("component-"))
        .noneMatch(parameter -> parameter.getCode().startsWith("combo-"));
    assertThat(SELECTED.stream().map(SearchParameter::getUrl)).doesNotHaveDuplicates();
  }
}

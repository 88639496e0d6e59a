package ai.kaapana.clinical.server.searchparameters;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.List;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Our selection in the place of HAPI's registry, which reads SearchParameters from the store. */
@Configuration(proxyBeanMethods = false)
class SearchParameterConfiguration {

  private static final List<String> OF_HAPI = List.of("searchParamProvider", "searchParamRegistry");

  @Bean
  static BeanDefinitionRegistryPostProcessor withoutStoredSearchParameters() {
    return registry -> OF_HAPI.forEach(registry::removeBeanDefinition);
  }

  @Bean
  SelectedSearchParameters selectedSearchParameters(FhirContext context) {
    return new SelectedSearchParameters(context);
  }

  @Bean
  ISearchParamRegistry selectedSearchParameterRegistry(SelectedSearchParameters selected) {
    return new SelectedSearchParameterRegistry(selected);
  }
}

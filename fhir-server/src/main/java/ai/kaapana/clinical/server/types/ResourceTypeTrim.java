package ai.kaapana.clinical.server.types;

import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import java.util.regex.Pattern;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Takes HAPI's beans of all other resource types out before they are made, and HAPI's own REST
 * providers of all types: those carry operations that this server does not offer.
 */
@Configuration(proxyBeanMethods = false)
class ResourceTypeTrim {

  private static final Pattern DAO = Pattern.compile("my([A-Z]\\w*?)DaoR4");
  private static final Pattern PROVIDER = Pattern.compile("my[A-Z]\\w*RpR4");

  @Bean
  static BeanDefinitionRegistryPostProcessor removeOtherTypes() {
    return ResourceTypeTrim::trim;
  }

  @Bean
  @Primary
  IResourceSupportedSvc keptTypes() {
    return ResourceTypes::isKept;
  }

  private static void trim(BeanDefinitionRegistry registry) {
    for (var name : registry.getBeanDefinitionNames()) {
      var dao = DAO.matcher(name);
      var otherType =
          dao.matches() && !dao.group(1).equals("System") && !ResourceTypes.isKept(dao.group(1));
      if (otherType || PROVIDER.matcher(name).matches()) {
        registry.removeBeanDefinition(name);
      }
    }
  }
}

package ai.kaapana.clinical.importer.page;

import ai.kaapana.clinical.importer.page.store.SisterProperties;
import ai.kaapana.clinical.importer.page.store.Sisters;
import ai.kaapana.clinical.importer.page.store.Tables;
import ai.kaapana.clinical.service.auth.RouteRule;
import ai.kaapana.clinical.service.auth.RouteRules;
import ai.kaapana.clinical.service.config.FhirProperties;
import ai.kaapana.clinical.service.problem.ProblemWriter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the page together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PageProperties.class, SisterProperties.class})
class PageConfiguration implements WebMvcConfigurer {
  private static final List<String> ROUTES =
      List.of(
          "/",
          "/patients/**",
          "/imports/**",
          "/table/**",
          "/source",
          "/summary/**",
          "/survival/**",
          "/access/**",
          "/assets/**",
          "/webjars/**");

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new SameOrigin());
  }

  /** The page is for people; no service has business there. */
  @Bean
  RouteRules pageRoutes() {
    return () -> ROUTES.stream().map(pattern -> RouteRule.people(null, pattern)).toList();
  }

  @Bean
  Sisters sisters(FhirProperties fhir, SisterProperties sisters) {
    return new Sisters(fhir, sisters);
  }

  @Bean
  Tables jointTables(Sisters sisters) {
    return new Tables(sisters);
  }

  @Bean
  ProblemWriter problemWriter(ObjectMapper json) {
    return new PageProblemWriter(json);
  }
}

package ai.kaapana.clinical.service.config;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The shared settings, and the clock that everything asks for the time. */
@AutoConfiguration
@EnableConfigurationProperties({
  HttpProperties.class,
  IdentityProperties.class,
  SecurityProperties.class
})
public class ConfigAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }
}

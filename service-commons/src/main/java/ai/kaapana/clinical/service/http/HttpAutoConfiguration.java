package ai.kaapana.clinical.service.http;

import ai.kaapana.clinical.service.config.HttpProperties;
import ai.kaapana.clinical.service.config.SecurityProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Prefix, request id, component header and port file of every service. */
@AutoConfiguration
public class HttpAutoConfiguration {

  @Bean
  FilterRegistrationBean<RequestId> requestIdFilter(SecurityProperties security) {
    FilterRegistrationBean<RequestId> bean =
        new FilterRegistrationBean<>(new RequestId(String.valueOf(security.component())));
    bean.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return bean;
  }

  @Bean
  FilterRegistrationBean<BasePathFilter> basePathFilter(HttpProperties http) {
    FilterRegistrationBean<BasePathFilter> bean =
        new FilterRegistrationBean<>(new BasePathFilter(http.basePath()));
    // before security, whose rules are written without the prefix
    bean.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return bean;
  }

  @Bean
  @ConditionalOnProperty("clinical.http.port-file")
  PortFile portFile(HttpProperties http) {
    return new PortFile(http.portFile());
  }
}

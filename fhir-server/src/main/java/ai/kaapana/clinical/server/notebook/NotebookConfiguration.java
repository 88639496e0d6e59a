package ai.kaapana.clinical.server.notebook;

import ai.kaapana.clinical.server.audit.DirectAudit;
import ai.kaapana.clinical.server.rest.OutcomeAnswer;
import ai.kaapana.clinical.service.config.HttpProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class NotebookConfiguration {

  @Bean
  ServletRegistrationBean<NotebookTokenServlet> notebookTokenServlet(
      NotebookTokens tokens,
      DirectAudit audit,
      OutcomeAnswer outcomes,
      PlatformTransactionManager transactions,
      HttpProperties http) {
    var servlet =
        new NotebookTokenServlet(tokens, audit, outcomes, new TransactionTemplate(transactions));
    var registration =
        new ServletRegistrationBean<>(
            servlet, http.servletMappings("/fhir/" + NotebookTokenServlet.NAME + "/*"));
    registration.setName("notebook-token");
    return registration;
  }
}

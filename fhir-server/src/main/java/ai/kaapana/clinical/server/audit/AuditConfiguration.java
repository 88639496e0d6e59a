package ai.kaapana.clinical.server.audit;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  @Bean
  SmartInitializingSingleton auditOfWrites(
      IInterceptorService interceptors, AuditTrail trail, AuditLines lines) {
    return () -> interceptors.registerInterceptor(new AuditOfWrites(trail, lines));
  }
}

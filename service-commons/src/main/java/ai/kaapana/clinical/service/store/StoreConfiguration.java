package ai.kaapana.clinical.service.store;

import ai.kaapana.clinical.service.auth.SecurityAutoConfiguration;
import ai.kaapana.clinical.service.auth.ServiceTokenSigner;
import ai.kaapana.clinical.service.config.FhirProperties;
import ai.kaapana.clinical.service.config.IdentityProperties;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives a feeder its FHIR store; on where {@code clinical.fhir.base-url} is set. */
@AutoConfiguration(after = SecurityAutoConfiguration.class)
@ConditionalOnProperty("clinical.fhir.base-url")
@EnableConfigurationProperties({FhirProperties.class, IdentityProperties.class})
class StoreConfiguration {

  @Bean
  @ConditionalOnMissingBean
  FhirStore fhirStore(
      FhirProperties fhir, IdentityProperties identity, ObjectProvider<ServiceTokenSigner> signer) {
    return new HttpFhirStore(
        fhir.baseUrl(),
        RetryPolicy.DEFAULT,
        Optional.ofNullable(signer.getIfAvailable()),
        identity.patientSystem());
  }

  /**
   * A feeder with another PatientID system than the store's must not run: its links would look
   * right and lead nowhere. A store that is not up yet is no reason to stop; the first write meets
   * the same check.
   */
  @Bean
  ApplicationRunner identityCheck(FhirStore store) {
    return arguments -> {
      try {
        store.checkIdentity();
      } catch (StoreUnavailableException e) {
        // every transaction is refused by the server if the systems differ
      }
    };
  }
}

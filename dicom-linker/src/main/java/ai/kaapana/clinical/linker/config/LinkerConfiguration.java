package ai.kaapana.clinical.linker.config;

import ai.kaapana.clinical.linker.dicomweb.DicomWebClient;
import ai.kaapana.clinical.linker.dicomweb.PacsConnection;
import ai.kaapana.clinical.linker.link.LinkJob;
import ai.kaapana.clinical.linker.link.WaitingStudies;
import ai.kaapana.clinical.linker.mapping.MappingRules;
import ai.kaapana.clinical.linker.mapping.StudyMapper;
import ai.kaapana.clinical.linker.project.ProjectClient;
import ai.kaapana.clinical.linker.project.ProjectList;
import ai.kaapana.clinical.linker.state.LinkerQueries;
import ai.kaapana.clinical.linker.state.LinkerState;
import ai.kaapana.clinical.service.config.IdentityProperties;
import ai.kaapana.clinical.service.job.JobHandler;
import ai.kaapana.clinical.service.job.Jobs;
import ai.kaapana.clinical.service.job.RecurringWork;
import ai.kaapana.clinical.service.store.FhirStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the linker together from its settings. */
@Configuration(proxyBeanMethods = false)
class LinkerConfiguration {

  @Bean
  PacsCredentials pacsCredentials(LinkerProperties settings, Clock clock) {
    var credentials = new PacsCredentials(pacs(settings), clock);
    credentials.check();
    return credentials;
  }

  /** Absent where the PACS belongs to the installation as a whole. */
  @Bean(destroyMethod = "close")
  @ConditionalOnProperty("clinical.linker.projects.project-id")
  ProjectClient projectClient(LinkerProperties settings, PacsCredentials credentials) {
    var projects = Objects.requireNonNull(settings.projects());
    var base = projects.baseUrl() == null ? pacs(settings).baseUrl() : projects.baseUrl();
    return new ProjectClient(
        Objects.requireNonNull(base),
        Objects.requireNonNull(projects.projectId()),
        credentials,
        credentials::renew,
        projects.timeout());
  }

  @Bean(destroyMethod = "close")
  DicomWebClient dicomWebClient(
      LinkerProperties settings, PacsCredentials credentials, Clock clock) {
    var pacs = pacs(settings);
    var connection =
        new PacsConnection(
            Objects.requireNonNull(pacs.baseUrl()),
            credentials,
            pacs.pageSize(),
            pacs.parallel(),
            pacs.connectTimeout(),
            pacs.readTimeout(),
            pacs.patience());
    return new DicomWebClient(connection, clock, RandomGenerator.getDefault());
  }

  @Bean
  MappingRules mappingRules(LinkerProperties settings, IdentityProperties identity) {
    var pacs = pacs(settings);
    return new MappingRules(
        pacs.name(),
        Objects.requireNonNull(pacs.publicUrl()),
        identity.patientSystem(),
        identity.issuers(),
        Optional.ofNullable(pacs.timeZone()).map(ZoneId::of),
        Optional.ofNullable(pacs.timeAxis()),
        settings.instanceDetail(),
        settings.instanceCap(),
        Optional.ofNullable(settings.studyIdSystem()));
  }

  @Bean
  LinkerState linkerState(
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      Clock clock,
      LinkerProperties settings) {
    return new LinkerState(
        jdbc, new TransactionTemplate(transactions), clock, pacs(settings).name());
  }

  @Bean
  LinkerQueries linkerQueries(JdbcClient jdbc, LinkerProperties settings) {
    return new LinkerQueries(jdbc, pacs(settings).name());
  }

  @Bean
  LinkJob.Parts linkParts(
      DicomWebClient pacs,
      FhirStore store,
      LinkerState state,
      LinkerQueries queries,
      MappingRules rules,
      LinkerProperties settings,
      Clock clock,
      ObjectProvider<ProjectList> projects,
      ObjectProvider<BuildProperties> build) {
    var version = build.stream().map(BuildProperties::getVersion).findFirst().orElse("development");
    return new LinkJob.Parts(
        pacs,
        store,
        state,
        queries,
        rules,
        settings.missingPatientId(),
        new StudyMapper(rules, TerminologyFiles.load()),
        clock,
        pacs(settings).parallel(),
        settings.chunk(),
        listed(settings, projects),
        settings.leftStudies(),
        version);
  }

  /** Fails to start rather than link everything where a project is set and its list is not. */
  private static Optional<ProjectList> listed(
      LinkerProperties settings, ObjectProvider<ProjectList> projects) {
    return settings.projects() == null ? Optional.empty() : Optional.of(projects.getObject());
  }

  @Bean
  JobHandler linkAll(LinkJob.Parts parts) {
    return new LinkJob(LinkJob.LINK_ALL, parts);
  }

  @Bean
  JobHandler linkStudy(LinkJob.Parts parts) {
    return new LinkJob(LinkJob.LINK_STUDY, parts);
  }

  @Bean
  JobHandler relink(LinkJob.Parts parts) {
    return new LinkJob(LinkJob.RELINK, parts);
  }

  @Bean
  RecurringWork waitingStudies(LinkerQueries queries, Jobs jobs, Clock clock) {
    return new WaitingStudies(queries, jobs, clock);
  }

  @Bean
  MeterBinder linkerMeters(LinkerQueries queries) {
    return (MeterRegistry registry) -> {
      Gauge.builder("linker.studies.quarantined", queries, LinkerQueries::quarantineSize)
          .description("Studies that cannot be linked until a person has looked")
          .register(registry);
      Gauge.builder("linker.edges.unresolved", queries, LinkerQueries::unresolvedEdges)
          .description("References of derived objects to series that are not linked")
          .register(registry);
    };
  }

  private static LinkerProperties.Pacs pacs(LinkerProperties settings) {
    return Objects.requireNonNull(settings.pacs());
  }
}

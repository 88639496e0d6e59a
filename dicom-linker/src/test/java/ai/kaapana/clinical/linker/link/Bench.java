package ai.kaapana.clinical.linker.link;

import ai.kaapana.clinical.linker.config.TerminologyFiles;
import ai.kaapana.clinical.linker.dicomweb.DicomWebClient;
import ai.kaapana.clinical.linker.dicomweb.PacsConnection;
import ai.kaapana.clinical.linker.mapping.LeftStudyMapper;
import ai.kaapana.clinical.linker.mapping.MappingRules;
import ai.kaapana.clinical.linker.mapping.StudyMapper;
import ai.kaapana.clinical.linker.project.ProjectClient;
import ai.kaapana.clinical.linker.project.ProjectList;
import ai.kaapana.clinical.linker.project.ServiceAccount;
import ai.kaapana.clinical.linker.state.LinkerQueries;
import ai.kaapana.clinical.linker.state.LinkerState;
import ai.kaapana.clinical.pacs.FilterDouble;
import ai.kaapana.clinical.pacs.PacsDouble;
import ai.kaapana.clinical.service.job.JobOutcome;
import ai.kaapana.clinical.testing.TestPostgres;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The linker without its web server: a PACS double, real PostgreSQL, a store in memory. */
final class Bench implements AutoCloseable {

  static final MappingRules RULES =
      new MappingRules(
          "test-pacs",
          URI.create("https://pacs.example/dicom-web"),
          "https://kaapana.ai/fhir/clinical/sid/patient-id",
          Map.of(),
          Optional.of(ZoneId.of("Europe/Berlin")),
          Optional.empty(),
          MappingRules.InstanceDetail.DERIVED_ONLY,
          2_000,
          Optional.empty());

  final @Nullable PacsDouble pacs;
  final MemoryStore store = new MemoryStore();
  final LinkerQueries queries;
  final JdbcClient jdbc;
  private final LinkerState state;
  private final DicomWebClient client;
  private final MissingPatientId missing;
  private int chunk = 40;
  private Optional<ProjectList> projects = Optional.empty();
  private LeftStudyMapper.Policy leftStudies = LeftStudyMapper.Policy.ENTERED_IN_ERROR;

  Bench(PacsDouble pacs) {
    this(pacs, MissingPatientId.QUARANTINE);
  }

  Bench(PacsDouble pacs, MissingPatientId missing) {
    this(pacs, missing, Duration.ofSeconds(30));
  }

  /**
   * @param silence the longest silence of the PACS; ample, since a busy machine is no fault
   */
  Bench(PacsDouble pacs, MissingPatientId missing, Duration silence) {
    this(pacs, pacs.baseUri(), () -> "", missing, silence);
  }

  /** The linker at a real PACS; there is no double. */
  static Bench at(URI pacs, Supplier<String> authorization) {
    return new Bench(
        null, pacs, authorization, MissingPatientId.QUARANTINE, Duration.ofSeconds(30));
  }

  /** The linker of one project behind the filter. */
  static Bench of(FilterDouble filter, ServiceAccount account, String project) {
    var bench =
        new Bench(
            null, filter.baseUri(), account, MissingPatientId.QUARANTINE, Duration.ofSeconds(30));
    var client =
        new ProjectClient(
            filter.baseUri(), project, account, account::forget, Duration.ofSeconds(30));
    bench.projects = Optional.of(client);
    return bench;
  }

  Bench leaving(LeftStudyMapper.Policy policy) {
    this.leftStudies = policy;
    return this;
  }

  private Bench(
      @Nullable PacsDouble pacs,
      URI address,
      Supplier<String> authorization,
      MissingPatientId missing,
      Duration silence) {
    this.pacs = pacs;
    this.missing = missing;
    var database = TestPostgres.newDatabase();
    var source =
        new SimpleDriverDataSource(
            new org.postgresql.Driver(), database.url(), database.user(), database.password());
    Flyway.configure().dataSource(source).locations("classpath:db/linker").load().migrate();
    this.jdbc = JdbcClient.create(source);
    this.queries = new LinkerQueries(jdbc, RULES.pacsName());
    this.state =
        new LinkerState(
            new JdbcTemplate(source),
            new TransactionTemplate(new DataSourceTransactionManager(source)),
            Clock.systemUTC(),
            RULES.pacsName());
    this.client =
        new DicomWebClient(
            new PacsConnection(
                address,
                authorization,
                100,
                4,
                Duration.ofSeconds(10),
                silence,
                Duration.ofSeconds(10)),
            Clock.systemUTC(),
            RandomGenerator.getDefault());
  }

  Bench chunk(int size) {
    this.chunk = size;
    return this;
  }

  RecordingJob linkAll() {
    return run(LinkJob.LINK_ALL, new LinkRequest(null, false, false));
  }

  RecordingJob relink() {
    return run(LinkJob.RELINK, new LinkRequest(null, true, false));
  }

  RecordingJob link(String studyUid, boolean force, boolean approve) {
    return run(LinkJob.LINK_STUDY, new LinkRequest(studyUid, force, approve));
  }

  private RecordingJob run(String kind, LinkRequest request) {
    var job = new RecordingJob(request);
    outcome(kind, job);
    return job;
  }

  JobOutcome outcome(String kind, RecordingJob job) {
    return new LinkJob(
            kind,
            new LinkJob.Parts(
                client,
                store,
                state,
                queries,
                RULES,
                missing,
                new StudyMapper(RULES, TerminologyFiles.load()),
                Clock.systemUTC(),
                4,
                chunk,
                projects,
                leftStudies,
                "test"))
        .run(job);
  }

  @Override
  public void close() {
    client.close();
    if (pacs != null) {
      pacs.close();
    }
  }
}

package ai.kaapana.clinical.service.store;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.fhir.bundle.Canonical;
import ai.kaapana.clinical.service.auth.ServiceTokenSigner;
import ai.kaapana.clinical.service.config.ConfigurationException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** The store over HTTP, with tokens that this service signs itself. */
final class HttpFhirStore implements FhirStore {

  /** fhir-server's code for a reference to something that does not exist. */
  static final String TARGET_MISSING = "write/reference";

  private static final String RECEIVER = "fhir-server";
  private static final String PATIENT_SYSTEM = Clinical.extension("patient-identifier-system");

  private final FhirHttp http;
  private final RetryPolicy retry;
  private final Optional<ServiceTokenSigner> signer;
  private final String patientSystem;
  private final @Nullable String user;
  private final Map<String, ResourceWrite> shared;
  private final StoreReader reader;

  HttpFhirStore(
      URI base, RetryPolicy retry, Optional<ServiceTokenSigner> signer, String patientSystem) {
    this(new FhirHttp(base, retry), retry, signer, patientSystem, null, new ConcurrentHashMap<>());
  }

  private HttpFhirStore(
      FhirHttp http,
      RetryPolicy retry,
      Optional<ServiceTokenSigner> signer,
      String patientSystem,
      @Nullable String user,
      Map<String, ResourceWrite> shared) {
    this.http = http;
    this.retry = retry;
    this.signer = signer;
    this.patientSystem = patientSystem;
    this.user = user;
    this.shared = shared;
    this.reader = new StoreReader(http, this::token);
  }

  private @Nullable String token() {
    return signer.map(s -> s.tokenFor(RECEIVER, user)).orElse(null);
  }

  @Override
  public FhirStore onBehalfOf(@Nullable String actingUser) {
    return new HttpFhirStore(http, retry, signer, patientSystem, actingUser, shared);
  }

  @Override
  public List<ResourceWrite> writeShared(List<? extends Resource> resources) {
    var unknown =
        resources.stream().filter(r -> !shared.containsKey(sharedKey(r))).distinct().toList();
    if (!unknown.isEmpty()) {
      var unit = new WriteUnit("shared", null, List.copyOf(unknown), null);
      var result = write(List.of(unit)).get(0);
      if (result.refusal() != null) {
        throw new RejectedException(result.refusal());
      }
      remember(unknown, result.writes());
      return Stream.concat(
              result.writes().stream(),
              resources.stream().filter(r -> !unknown.contains(r)).map(this::unchanged))
          .toList();
    }
    return resources.stream().map(this::unchanged).toList();
  }

  private void remember(List<? extends Resource> resources, List<ResourceWrite> writes) {
    var byReference =
        writes.stream().collect(Collectors.toMap(w -> w.type() + "/" + w.id(), w -> w));
    resources.forEach(r -> shared.put(sharedKey(r), byReference.get(UnitPlan.reference(r))));
  }

  private ResourceWrite unchanged(Resource resource) {
    var known = shared.get(sharedKey(resource));
    return new ResourceWrite(
        known.type(), known.id(), ResourceWrite.Effect.UNCHANGED, known.version(), known.version());
  }

  private static String sharedKey(Resource resource) {
    return Canonical.hash(resource);
  }

  @Override
  public void forgetShared() {
    shared.clear();
  }

  @Override
  public List<UnitResult> write(List<WriteUnit> units, WriteJournal journal) {
    return new UnitWriter(http, this::token, reader, retry, journal).write(units);
  }

  @Override
  public UndoResult undo(UndoUnit unit) {
    return new UndoWriter(http, this::token, reader).undo(unit);
  }

  @Override
  public <T extends Resource> Optional<T> read(Class<T> type, String id) {
    return reader.read(type, id);
  }

  @Override
  public <T extends Resource> Map<String, T> readAll(Class<T> type, Collection<String> ids) {
    return reader.readAll(type, ids);
  }

  @Override
  public <T extends Resource> List<T> search(Class<T> type, Map<String, String> parameters) {
    return reader.search(type, parameters);
  }

  @Override
  public long count(Class<? extends Resource> type, Map<String, String> parameters) {
    return reader.count(type, parameters);
  }

  @Override
  public void checkIdentity() {
    var statement =
        StoreReader.parse(CapabilityStatement.class, http.get("/metadata", this::token));
    var published = statement.getExtensionByUrl(PATIENT_SYSTEM);
    var theirs = published == null ? "none" : published.getValue().primitiveValue();
    if (!patientSystem.equals(theirs)) {
      throw new ConfigurationException(
          "clinical.identity.patient-system",
          "is not the one of fhir-server, which has " + theirs,
          "Give all services of an installation the same value.");
    }
  }
}

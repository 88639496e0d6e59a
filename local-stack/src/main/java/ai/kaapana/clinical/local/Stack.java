package ai.kaapana.clinical.local;

import ai.kaapana.clinical.local.gateway.Gateway;
import ai.kaapana.clinical.local.http.LocalHttp;
import ai.kaapana.clinical.local.jdk.Jdks;
import ai.kaapana.clinical.local.keys.KeyFiles;
import ai.kaapana.clinical.local.keys.PersonTokens;
import ai.kaapana.clinical.local.postgres.Database;
import ai.kaapana.clinical.local.postgres.PostgresServer;
import ai.kaapana.clinical.local.process.Child;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A running stack: PostgreSQL, a PACS and the services as child processes on the loopback address,
 * with tokens as on the platform.
 *
 * <p>One stack at a time on one data folder; the folder keeps everything, so that the next start
 * goes on where this one ended, in whatever way that was.
 */
public final class Stack implements AutoCloseable {
  private static final Duration FOR_LEFTOVERS = Duration.ofSeconds(30);
  private static final Duration TOKEN_LIFE = Duration.ofHours(8);

  /** What starts together, each group after those whose addresses it needs. */
  private static final List<List<Component>> ORDER =
      List.of(
          List.of(Component.POSTGRES, Component.PACS),
          List.of(Component.FHIR_SERVER),
          List.of(Component.DICOM_LINKER, Component.RADIOMICS_ADAPTER),
          List.of(Component.IMPORT_SERVICE));

  private final StackOptions options;
  private final DataFolder data;
  private final Modules modules;
  private final Clock clock = Clock.systemUTC();
  private final Map<Component, Part> parts = new EnumMap<>(Component.class);
  private final KeyFiles.Issuer issuer;

  private Stack(StackOptions options, DataFolder data) {
    this.options = options;
    this.data = data;
    var jdk = Jdks.ofThisMachine().find();
    options
        .messages()
        .accept("Java %d from %s (%s)".formatted(jdk.feature(), jdk.home(), jdk.source()));
    this.issuer = prepare();
    this.modules = new Modules(options.root(), jdk, data.folder("program"));
  }

  /**
   * Starts everything that the options name and returns when all of it answers.
   *
   * @throws StackException if something cannot be started; nothing is left running then
   */
  public static Stack start(StackOptions options) {
    var data = DataFolder.open(options.data());
    Stack stack;
    try {
      stack = new Stack(options, data);
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
    try {
      stack.startAll();
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /** Clears what an earlier launcher left, and makes keys. */
  private KeyFiles.Issuer prepare() {
    stopLeftovers();
    if (options.reset()) {
      options.messages().accept("emptying " + data.path());
      data.clear();
    }
    data.requireSpace(options.spaceNeeded());
    for (var component : Component.services()) {
      KeyFiles.createPair(data.folder("keys").resolve(component.id()), component.id(), clock);
    }
    return KeyFiles.issuer(data.folder("keys").resolve("issuer"));
  }

  private void stopLeftovers() {
    for (var file : data.notedChildren()) {
      var name = file.getFileName().toString().replace(".pid", "");
      // PostgreSQL outlives the services, and knows its own way to end.
      if (!name.equals(Component.POSTGRES.id()) && Child.stopLeftover(file, FOR_LEFTOVERS)) {
        options.messages().accept("stopped a " + name + " that an earlier start left running");
      }
    }
    PostgresServer.makeWay(data.path().resolve("postgres"), options.messages());
  }

  private void startAll() {
    for (var together : ORDER) {
      var wanted = together.stream().filter(options.components()::contains).toList();
      wanted.forEach(component -> parts.put(component, create(component)));
      startTogether(wanted);
    }
  }

  private void startTogether(List<Component> components) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var starts =
          components.stream().map(component -> Executors.callable(() -> start(component))).toList();
      for (var start : threads.invokeAll(starts)) {
        start.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("The start was interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StackException reason
          ? reason
          : new StackException("The start failed", e);
    }
  }

  private void start(Component component) {
    long begin = System.nanoTime();
    options.messages().accept("starting " + component.id());
    var part = part(component);
    part.start();
    var seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
    options
        .messages()
        .accept("%s answers at %s (%.1f s)".formatted(component.id(), part.address(), seconds));
  }

  private Part create(Component component) {
    var jvm = options.jvmOptions().getOrDefault(component, List.of());
    return switch (component) {
      case POSTGRES -> new PostgresPart(data, options.postgres(), options.messages());
      case PACS ->
          switch (options.pacs()) {
            case DOUBLE -> new DoublePart(modules, data, options.dicom(), jvm);
            case ORTHANC -> new OrthancPart(data, options.dicom(), options.messages());
          };
      default ->
          new ServicePart(
              component,
              modules,
              data,
              settings(component),
              jvm,
              component == Component.FHIR_SERVER ? options.port() : 0);
    };
  }

  private ServiceSettings settings(Component component) {
    var addresses = new EnumMap<Component, URI>(Component.class);
    parts.forEach((other, part) -> addresses.put(other, part.address()));
    var settings =
        new ServiceSettings()
            .security(component, data.folder("keys"), issuer.keySet())
            .database(component, ((PostgresPart) part(Component.POSTGRES)).databases())
            .sisters(addresses);
    if (component == Component.DICOM_LINKER && parts.containsKey(Component.PACS)) {
      settings.putAll(part(Component.PACS).pacsSettings());
    }
    if (component == Component.IMPORT_SERVICE) {
      settings.put("clinical.import.spool", data.folder("spool-import").toString());
      settings.put("clinical.import.subject-key", data.secret("subject-key"));
    }
    return settings.putAll(options.settings().getOrDefault(component, Map.of()));
  }

  private Part part(Component component) {
    return Optional.ofNullable(parts.get(component))
        .orElseThrow(
            () -> new IllegalArgumentException(component.id() + " is not part of this stack"));
  }

  /**
   * Where a component answers; for a service without the path of its API, for the PACS its DICOMweb
   * root.
   */
  public URI address(Component component) {
    return part(component).address();
  }

  /** The address of a path of a service. */
  public URI address(Component component, String path) {
    return URI.create(address(component) + path);
  }

  /** The base of the FHIR API. */
  public URI fhir() {
    return address(Component.FHIR_SERVER, "/fhir");
  }

  /** A token of a member of the project, valid for eight hours. */
  public String token() {
    return token(
        new PersonTokens.Person("demo", List.of(ServiceSettings.PROJECT), List.of()), TOKEN_LIFE);
  }

  /** A token of anybody, valid or not for this project. */
  public String token(PersonTokens.Person person, Duration life) {
    return new PersonTokens(issuer, clock).sign(person, life);
  }

  /** A client that calls the services as a member of the project. */
  public LocalHttp http() {
    return LocalHttp.withToken(this::token);
  }

  /**
   * Opens the services to a browser.
   *
   * @param links gets the link that lets a browser in, and a new one whenever one was used
   */
  public Gateway open(Consumer<URI> links) {
    return Gateway.start(
        () -> address(Component.IMPORT_SERVICE),
        Map.of(
            "/fhir", () -> address(Component.FHIR_SERVER),
            "/linker/api/v1", () -> address(Component.DICOM_LINKER),
            "/import/api/v1", () -> address(Component.IMPORT_SERVICE),
            "/radiomics/api/v1", () -> address(Component.RADIOMICS_ADAPTER)),
        this::token,
        links);
  }

  /** The process of a component; the last one if it ended. */
  public ProcessHandle process(Component component) {
    return part(component).child().handle();
  }

  /** Whether the process of a component runs. */
  public boolean isAlive(Component component) {
    return part(component).isAlive();
  }

  /** The log of a component. */
  public Path log(Component component) {
    return part(component).child().log().path();
  }

  /** The folder with all logs. */
  public Path logs() {
    return data.folder("logs");
  }

  /** The data folder. */
  public Path data() {
    return data.path();
  }

  /**
   * A database ({@code fhir}, {@code linker}, {@code importer}, {@code radiomics}) as its service
   * reaches it.
   */
  public Database database(String name) {
    return ((PostgresPart) part(Component.POSTGRES)).databases().owned(name);
  }

  /** Ends a component as a crash would (SIGKILL) and returns when it is gone. */
  public void kill9(Component component) {
    part(component).child().kill();
  }

  /** Ends a component in order. */
  public void stop(Component component) {
    part(component).stop();
  }

  /** Starts a component again, on its old port and with its old data; ends it first if it runs. */
  public void restart(Component component) {
    if (isAlive(component)) {
      stop(component);
    }
    start(component);
  }

  /** What is wrong at this moment: ended components, a full disk. Empty if all is well. */
  public List<String> troubles() {
    var troubles = new ArrayList<String>();
    parts.forEach(
        (component, part) -> {
          if (!part.isAlive()) {
            troubles.add(part.child().epitaph());
          } else if (part.child().log().tellsNoSpace()) {
            troubles.add(
                "%s says that no space is left on its disk (%d MB are free at %s)."
                    .formatted(component.id(), data.freeSpace() >> 20, data.path()));
          }
        });
    return troubles;
  }

  /** Whether every started component still runs. */
  public boolean isComplete() {
    return parts.values().stream().allMatch(Part::isAlive);
  }

  /** Ends everything in order: the feeders, the FHIR server, the PACS, PostgreSQL. */
  @Override
  public void close() {
    // An interrupted start still has to end its children in order.
    boolean interrupted = Thread.interrupted();
    for (var component :
        List.of(Component.IMPORT_SERVICE, Component.RADIOMICS_ADAPTER, Component.DICOM_LINKER)) {
      end(component);
    }
    end(Component.FHIR_SERVER);
    end(Component.PACS);
    end(Component.POSTGRES);
    data.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Component component) {
    var part = parts.remove(component);
    if (part == null) {
      return;
    }
    boolean ran = part.isAlive();
    part.stop();
    if (ran) {
      options.messages().accept("stopped " + component.id());
    }
  }
}

package ai.kaapana.clinical.service.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.fhir.issue.IssueCode;
import ai.kaapana.clinical.service.problem.DependencyDownException;
import ai.kaapana.clinical.service.problem.ProblemException;
import ai.kaapana.clinical.testapp.JobApplication;
import ai.kaapana.clinical.testing.FreePorts;
import ai.kaapana.clinical.testing.TestObjectStore;
import ai.kaapana.clinical.testing.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The object store against a real S3 server. */
class ObjectStoreIT {

  private static final byte[] TEXT = "a;b\n1;2\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private static Path folder;
  private static TestObjectStore server;
  private static ObjectStore store;

  @BeforeAll
  static void start() throws IOException {
    server = TestObjectStore.start(folder);
    store = ObjectStore.of(settings(server.secretKey()), Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    store.close();
    server.close();
  }

  private static ObjectStoreProperties settings(String secretKey) throws IOException {
    return settings(server.endpoint(), secretKey);
  }

  private static ObjectStoreProperties settings(URI endpoint, String secretKey) throws IOException {
    Path access =
        Files.writeString(Files.createTempFile(folder, "access", ""), server.accessKey() + "\n");
    Path secret = Files.writeString(Files.createTempFile(folder, "secret", ""), secretKey);
    return new ObjectStoreProperties(
        endpoint, "us-east-1", TestObjectStore.BUCKET, access, secret, "", Duration.ofSeconds(1));
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.code()).extracting(IssueCode::code).isEqualTo(code));
  }

  private static List<String> keys(ObjectStore of, String prefix) {
    List<String> keys = new ArrayList<>();
    of.list(prefix, object -> keys.add(object.key()));
    return keys;
  }

  @Test
  void readsBackWhatWasPut() throws IOException {
    StoredObject put = store.put("read/Äpfel und Birnen.csv", TEXT, "text/csv");
    StoredObject found = store.find("read/Äpfel und Birnen.csv").orElseThrow();
    assertThat(found.etag()).isEqualTo(put.etag()).isNotEmpty();
    assertThat(found.size()).isEqualTo(TEXT.length);
    try (ObjectContent content = store.open(found)) {
      assertThat(content.stream().readAllBytes()).isEqualTo(TEXT);
      assertThat(content.object().etag()).isEqualTo(put.etag());
    }
  }

  @Test
  void putsFile() throws IOException {
    Path file = Files.write(folder.resolve("upload.csv"), TEXT);
    assertThat(store.put("file/upload.csv", file, "text/csv").size()).isEqualTo(TEXT.length);
    assertThat(keys(store, "file/")).containsExactly("file/upload.csv");
  }

  @Test
  void listsMoreThanOnePage() {
    for (int i = 0; i < 1_005; i++) {
      store.put("many/object-" + i, TEXT, "text/csv");
    }
    assertThat(keys(store, "many/")).hasSize(1_005).doesNotHaveDuplicates();
    assertThat(keys(store, "none/")).isEmpty();
  }

  @Test
  void saysWhatIsNotThere() {
    assertThat(store.find("absent")).isEmpty();
    assertCode("object-store/unknown", () -> store.open("absent"));
  }

  @Test
  void refusesToReadAnotherContentThanListed() {
    StoredObject first = store.put("changing", TEXT, "text/csv");
    store.put("changing", "other".getBytes(StandardCharsets.UTF_8), "text/csv");
    assertCode("object-store/changed", () -> store.open(first));
  }

  @Test
  void saysThatCredentialsAreRefused() throws IOException {
    try (ObjectStore wrong = ObjectStore.of(settings("wrong"), Clock.systemUTC())) {
      assertCode("object-store/refused", () -> keys(wrong, ""));
    }
  }

  @Test
  void storeThatIsNotThereIsADependencyThatIsDown() throws IOException {
    URI nobody = URI.create("http://127.0.0.1:" + FreePorts.next());
    try (ObjectStore absent = ObjectStore.of(settings(nobody, "any"), Clock.systemUTC())) {
      assertThatThrownBy(() -> keys(absent, "")).isInstanceOf(DependencyDownException.class);
    }
  }

  @Nested
  class PickUp {

    @Test
    void handsOverEachContentOnceAndTriesAgainAfterAnError() {
      TestPostgres.Database database = TestPostgres.newDatabase();
      Receiver.TAKEN.clear();
      try (ConfigurableApplicationContext application = start(database)) {
        store.put("incoming/one.csv", TEXT, "text/csv");
        store.put("elsewhere/two.csv", TEXT, "text/csv");
        await(() -> Receiver.TAKEN.size() == 1);
        store.put("incoming/fails-once.csv", TEXT, "text/csv");
        await(() -> Receiver.TAKEN.size() == 2);
        store.put("incoming/one.csv", "changed".getBytes(StandardCharsets.UTF_8), "text/csv");
        await(() -> Receiver.TAKEN.size() == 3);
        assertThat(application.isRunning()).isTrue();
      }
      try (ConfigurableApplicationContext again = start(database)) {
        pause(1_500);
        assertThat(again.isRunning()).isTrue();
      }
      assertThat(Receiver.TAKEN)
          .extracting(StoredObject::key)
          .containsExactly("incoming/one.csv", "incoming/fails-once.csv", "incoming/one.csv");
    }

    private static ConfigurableApplicationContext start(TestPostgres.Database database) {
      List<String> settings = new ArrayList<>(JobApplication.settings(database.springProperties()));
      settings.addAll(List.of(server.springProperties("incoming/")));
      settings.add("clinical.object-store.poll-interval=200ms");
      return new SpringApplicationBuilder(JobApplication.class, Receiver.class)
          .run(settings.stream().map(setting -> "--" + setting).toArray(String[]::new));
    }

    private static void await(BooleanSupplier condition) {
      Instant end = Clock.systemUTC().instant().plusSeconds(30);
      while (!condition.getAsBoolean()) {
        assertThat(Clock.systemUTC().instant()).isBefore(end);
        pause(50);
      }
    }

    private static void pause(long millis) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Receiver {

    static final List<StoredObject> TAKEN = new CopyOnWriteArrayList<>();
    private boolean failed;

    @Bean
    ObjectArrived receiver() {
      return object -> {
        if (object.key().contains("fails-once") && !failed) {
          failed = true;
          throw new IllegalStateException("not now");
        }
        TAKEN.add(object);
      };
    }
  }
}

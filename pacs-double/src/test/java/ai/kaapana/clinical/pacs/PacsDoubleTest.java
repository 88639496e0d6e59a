package ai.kaapana.clinical.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacsDoubleTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private PacsDouble pacs;

  @BeforeEach
  void serves() throws IOException {
    var archive = Archive.empty();
    for (int study = 1; study <= 3; study++) {
      archive.add(Studies.image(study, 1, 1));
      archive.add(Studies.image(study, 1, 2));
      archive.add(Studies.segmentation(study));
    }
    pacs = PacsDouble.start(archive);
  }

  @AfterEach
  void stops() {
    pacs.close();
  }

  @Nested
  class Queries {

    @Test
    void countSeriesAndInstancesAndNameModalities() throws Exception {
      var study = query("/studies").getFirst();

      assertThat(value(study, "00201206")).isEqualTo("2");
      assertThat(value(study, "00201208")).isEqualTo("3");
      assertThat(study.path("00080061").path("Value")).hasToString("[\"CT\",\"SEG\"]");
      assertThat(value(study, "00080005")).isEqualTo("ISO_IR 192");
      assertThat(value(study, "00081190")).isEqualTo(pacs.baseUri() + "/studies/1.1");
    }

    @Test
    void countInstancesOfASeries() throws Exception {
      assertThat(query("/studies/1.1/series"))
          .extracting(series -> value(series, "00201209"))
          .containsExactly("2", "1");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "StudyInstanceUID=1.2 | 1.2",
          "0020000D=1.1,1.3 | 1.1 1.3",
          "StudyInstanceUID=1.1&StudyInstanceUID=1.3 | 1.1 1.3",
          "PatientID=P-3 | 1.3",
          "PatientID=P-? | 1.1 1.2 1.3",
          "PatientID=P | ''",
          "AccessionNumber=A2 | 1.2",
          "StudyDate=20260102 | 1.2",
          "StudyDate=20260102- | 1.2 1.3",
          "StudyDate=-20260102 | 1.1 1.2",
          "StudyDate=20260102-20260102 | 1.2",
          "PatientName=muster* | 1.1 1.2 1.3",
          "PatientName=muster | ''",
          "ModalitiesInStudy=SEG | 1.1 1.2 1.3",
          "ModalitiesInStudy=MR | ''",
          "SeriesInstanceUID=1.2.9 | 1.2",
          "Modality=SEG&PatientID=P-1 | 1.1",
          "PatientID= | 1.1 1.2 1.3"
        })
    void matchAsTheStandardSays(String parameters, String studies) throws Exception {
      var found =
          query("/studies?" + parameters).stream().map(study -> value(study, "0020000D")).toList();

      assertThat(String.join(" ", found)).isEqualTo(studies);
    }

    @Test
    void pageWithoutGapsAndSayWhenMoreFollows() throws Exception {
      var first = get("/studies?limit=2&orderby=-StudyInstanceUID");
      var second = get("/studies?limit=2&offset=2&orderby=-StudyInstanceUID");

      assertThat(first.headers().firstValue("Warning"))
          .get()
          .asString()
          .startsWith("299 ")
          .contains("1 additional");
      assertThat(second.headers().firstValue("Warning")).isEmpty();
      var uids = new ArrayList<String>();
      list(first).forEach(study -> uids.add(value(study, "0020000D")));
      list(second).forEach(study -> uids.add(value(study, "0020000D")));
      assertThat(uids).containsExactly("1.3", "1.2", "1.1");
    }

    @Test
    void answer204WithoutAMatch() throws Exception {
      var answer = get("/studies?PatientID=nobody");

      assertThat(answer.statusCode()).isEqualTo(204);
      assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "limit=100000",
          "limit=-1",
          "offset=x",
          "NoSuchAttribute=1",
          "includefield=NoSuch"
        })
    void refuseWhatIsNoQuery(String parameters) throws Exception {
      assertThat(get("/studies?" + parameters).statusCode()).isEqualTo(400);
    }

    @Test
    void showMoreAttributesOnlyWhenAsked() throws Exception {
      var path = "/studies/1.1/series?Modality=SEG";

      assertThat(query("/studies/1.1/series/1.1.9/instances").getFirst().has("00081115")).isFalse();
      assertThat(value(query(path).getFirst(), "0008103E")).isEqualTo("Segmentation");
      for (var fields :
          List.of(
              "includefield=00081115,SegmentSequence",
              "includefield=00081115&includefield=00620002")) {
        var instance = query("/studies/1.1/series/1.1.9/instances?" + fields).getFirst();
        assertThat(instance.has("00081115") && instance.has("00620002")).isTrue();
      }
    }

    @Test
    void giveReferencesOfDerivedObjectsWithAllFields() throws Exception {
      var instance = query("/instances?includefield=all&SeriesInstanceUID=1.1.9").getFirst();

      assertThat(value(instance.path("00081115").path("Value").path(0), "0020000E"))
          .isEqualTo("1.1.1");
      assertThat(instance.has("00620002")).isTrue();
      assertThat(value(instance, "00100020")).isEqualTo("P-1");
    }

    @Test
    void reachAllLevels() throws Exception {
      assertThat(query("/series")).hasSize(6);
      assertThat(query("/instances")).hasSize(9);
      assertThat(query("/studies/1.2/instances")).hasSize(3);
      assertThat(query("/studies/1.2/series/1.2.1/instances")).hasSize(2);
    }
  }

  @Nested
  class Metadata {

    @Test
    void isGivenForStudySeriesAndInstance() throws Exception {
      assertThat(query("/studies/1.1/metadata")).hasSize(3);
      assertThat(query("/studies/1.1/series/1.1.1/metadata")).hasSize(2);
      assertThat(query("/studies/1.1/series/1.1.1/instances/1.1.1.2/metadata"))
          .singleElement()
          .satisfies(instance -> assertThat(value(instance, "00200013")).isEqualTo("2"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/studies/9/metadata",
          "/studies/1.1/series/9/metadata",
          "/studies/1.1/series/1.1.1/instances/9/metadata"
        })
    void is404ForWhatIsNotThere(String path) throws Exception {
      assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void isOfferedAsJsonAlone() throws Exception {
      var request =
          HttpRequest.newBuilder(uri("/studies/1.1/metadata"))
              .header("Accept", "multipart/related");

      assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(406);
    }
  }

  @Nested
  class Scripting {

    @Test
    void changesAreServedAtOnce() throws Exception {
      pacs.archive().removeStudy("1.1");
      pacs.archive().removeSeries("1.2", "1.2.9");
      pacs.archive().removeInstance("1.3", "1.3.1", "1.3.1.1");
      pacs.archive().replaceStudy("1.4", List.of(Studies.image(4, 1, 1)));

      assertThat(
              query("/studies").stream()
                  .map(s -> value(s, "0020000D") + ":" + value(s, "00201208")))
          .containsExactly("1.2:2", "1.3:2", "1.4:1");
    }

    @Test
    void requestsAreCountedByKind() throws Exception {
      query("/studies");
      query("/studies/1.1/series");
      query("/studies/1.1/metadata");
      get("/nothing");

      assertThat(pacs.count(RequestKind.STUDIES)).isEqualTo(1);
      assertThat(pacs.count(RequestKind.STUDY_METADATA)).isEqualTo(1);
      assertThat(pacs.count(RequestKind.OTHER)).isEqualTo(1);
      assertThat(pacs.count()).isEqualTo(4);
      assertThat(pacs.requests())
          .extracting(DicomWebRequest::path)
          .startsWith("/studies", "/studies/1.1/series");
      pacs.forget();
      assertThat(pacs.count()).isZero();
    }

    @Test
    void aFaultHappensAsOftenAsSaidAndOnlyWhereSaid() throws Exception {
      pacs.script(
          FaultRule.times(2, request -> request.kind() == RequestKind.SERIES, Fault.status(503)));

      assertThat(get("/studies").statusCode()).isEqualTo(200);
      assertThat(get("/studies/1.1/series").statusCode()).isEqualTo(503);
      assertThat(get("/studies/1.1/series").statusCode()).isEqualTo(503);
      assertThat(get("/studies/1.1/series").statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyCanTakeThePlaceOfTheRightOne() throws Exception {
      pacs.script(
          FaultRule.always(request -> true, Fault.answer(200, "{\"errorMessage\":\"no\"}")));

      assertThat(get("/studies/1.1/metadata").body()).isEqualTo("{\"errorMessage\":\"no\"}");
      pacs.heal();
      assertThat(query("/studies/1.1/metadata")).hasSize(3);
    }

    @Test
    void anAnswerCanBreakOff() {
      pacs.script(FaultRule.always(request -> true, Fault.truncated(20)));

      assertThatThrownBy(() -> get("/studies")).isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerCanBeLate() throws Exception {
      pacs.script(FaultRule.always(request -> true, Fault.delayed(Duration.ofMillis(300))));
      long begin = System.nanoTime();

      get("/studies");

      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }
  }

  @Nested
  class Access {

    @Test
    void needsTheTokenWhenThereIsOne() throws Exception {
      try (var locked = PacsDouble.start(pacs.archive(), PacsOptions.local().withToken("s3cret"))) {
        var plain = HttpRequest.newBuilder(URI.create(locked.baseUri() + "/studies"));
        assertThat(client.send(plain.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(401);

        plain.header("Authorization", "Bearer s3cret");
        assertThat(client.send(plain.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      }
    }

    @Test
    void answersReadingAlone() throws Exception {
      var post =
          HttpRequest.newBuilder(uri("/studies")).POST(HttpRequest.BodyPublishers.ofString("x"));
      assertThat(client.send(post.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(405);

      var head =
          HttpRequest.newBuilder(uri("/studies"))
              .method("HEAD", HttpRequest.BodyPublishers.noBody());
      assertThat(client.send(head.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsNoTokenInItsOptions() {
      assertThat(PacsOptions.local().withToken("s3cret")).asString().doesNotContain("s3cret");
    }
  }

  private URI uri(String path) {
    return URI.create(pacs.baseUri() + path);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private List<JsonNode> query(String path) throws IOException, InterruptedException {
    var answer = get(path);
    assertThat(answer.statusCode()).isIn(200, 204);
    return list(answer);
  }

  private static List<JsonNode> list(HttpResponse<String> answer) throws IOException {
    var list = new ArrayList<JsonNode>();
    if (!answer.body().isEmpty()) {
      JSON.readTree(answer.body()).forEach(list::add);
    }
    return list;
  }

  private static String value(JsonNode attributes, String tag) {
    return attributes.path(tag).path("Value").path(0).asText("");
  }
}

package ai.kaapana.clinical.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The faults of the filter, one by one. */
class FilterDoubleTest {

  private static final String ADMIN = "{\"realm_access\":{\"roles\":[\"admin\"]}}";
  private static final String MEMBER =
      "{\"realm_access\":{\"roles\":[\"user\"]},\"projects\":[{\"id\":\"a\",\"name\":\"A\"}]}";

  private final HttpClient http = HttpClient.newHttpClient();
  private FilterDouble filter;

  @BeforeEach
  void serve() throws IOException {
    var archive = Archive.empty();
    for (int series = 1; series <= 3; series++) {
      archive.add(Studies.image(5, series, 1));
    }
    archive.add(Studies.image(6, 1, 1));
    var mapping = ProjectMapping.empty();
    mapping.assign("a", "1.5", "1.5.1");
    mapping.assign("a", "1.5", "1.5.2");
    filter =
        FilterDouble.start(
            archive, mapping, List.of(new FilterAccount("system", "pass", true, Set.of())));
  }

  @AfterEach
  void close() {
    filter.close();
    http.close();
  }

  private HttpResponse<String> get(String path, String claims) throws Exception {
    var payload = Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    var request =
        HttpRequest.newBuilder(URI.create(filter.baseUri() + path))
            .header("Authorization", "Bearer e30." + payload + ".sig");
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void showsAMemberTheSeriesOfItsProjectsAndAnAdministratorAll() throws Exception {
    assertThat(get("/studies", MEMBER).body()).contains("1.5").doesNotContain("1.6");
    assertThat(get("/studies/1.5/series", MEMBER).body()).doesNotContain("1.5.3");
    assertThat(get("/studies/1.6/series", MEMBER).statusCode()).isEqualTo(204);
    assertThat(get("/studies/1.5/series", ADMIN).body()).contains("1.5.3");
  }

  @Test
  void countsTheSeriesThatItHides() throws Exception {
    var body = get("/studies?includefield=00201206", MEMBER).body();
    assertThat(body).contains("\"00201206\":{\"vr\":\"IS\",\"Value\":[3]}");
  }

  @Test
  void keepsTheLastOfRepeatedParameters() throws Exception {
    var body = get("/studies?StudyInstanceUID=1.5&StudyInstanceUID=1.6", ADMIN).body();
    assertThat(body).contains("1.6").doesNotContain("1.5");
  }

  @Test
  void answersMetadataThatIsMissingWith200() throws Exception {
    var answer = get("/studies/1.5/series/1.5.9/instances/1/metadata", ADMIN);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("errorMessage");
    assertThat(get("/studies/1.5/series/1.5.3/metadata", MEMBER).body()).contains("errorMessage");
  }

  @Test
  void writesSeveralArraysForAStudyThatIsPartlyVisible() throws Exception {
    assertThat(get("/studies/1.5/metadata", MEMBER).body()).contains("][").doesNotContain("1.5.3");
    assertThat(get("/studies/1.5/metadata", ADMIN).body()).doesNotContain("][");
  }

  @Test
  void takesAnEmptyListForNoListAmongTheInstancesOfAStudy() throws Exception {
    assertThat(get("/studies/1.6/instances", MEMBER).body()).contains("1.6.1.1");
    assertThat(get("/studies/1.5/instances", MEMBER).body()).doesNotContain("1.5.3.1");
    assertThat(get("/series", MEMBER).statusCode()).isEqualTo(404);
  }

  @Test
  void failsOnATokenThatIsNotValid() throws Exception {
    var request = HttpRequest.newBuilder(filter.baseUri().resolve("/studies")).build();
    assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(500);
  }

  @Test
  void tellsEveryCallerWhatBelongsToAProject() throws Exception {
    assertThat(get("/projects/a/data", MEMBER).body()).contains("1.5.1", "1.5.2");
    assertThat(get("/projects/b/data", MEMBER).body()).isEqualTo("[]");
  }
}

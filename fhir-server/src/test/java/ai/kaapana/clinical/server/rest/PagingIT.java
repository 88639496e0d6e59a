package ai.kaapana.clinical.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.fhir.Clinical;
import ai.kaapana.clinical.server.Examples;
import ai.kaapana.clinical.server.FhirClient;
import ai.kaapana.clinical.server.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All matches are delivered, whatever the page size.
 *
 * <p>20,500 lie beyond the last of HAPI's prefetch thresholds, where a wrong setting ends a search
 * without a word.
 */
class PagingIT {

  private static final int MATCHES = 20_500;
  private static final int CODES = 41;
  private static final int PACK = 500;
  private static final String TAG = UUID.randomUUID().toString();
  private static final String PATIENT_ID = "PAGES-" + TAG;

  private static FhirClient client;

  @BeforeAll
  static void load() {
    var server = TestServer.get();
    assertThat(server.importer().put(Examples.patient(PATIENT_ID)).status()).isEqualTo(201);
    for (int from = 0; from < MATCHES; from += PACK) {
      var pack = IntStream.range(from, from + PACK).mapToObj(PagingIT::observation).toList();
      assertThat(server.importer().post(FhirClient.puts(pack)).status()).isEqualTo(200);
    }
    client = server.importer();
  }

  private static Observation observation(int number) {
    var fact = Examples.fact(PATIENT_ID, "local:c" + number % CODES, "n" + number, number);
    fact.getMeta().addTag("http://example.org/paging", TAG, null);
    return fact;
  }

  @ParameterizedTest
  @ValueSource(ints = {333, 1000, 5000})
  void deliversEveryMatchOfATag(int count) {
    assertThat(all("/Observation?_tag=" + TAG + "&_count=" + count)).hasSize(MATCHES);
  }

  @Test
  void deliversEveryMatchWithTheDefaultPageSize() {
    assertThat(all("/Observation?_tag=" + TAG)).hasSize(MATCHES);
  }

  @Test
  void deliversEveryMatchInAStatedOrder() {
    assertThat(all("/Observation?_tag=" + TAG + "&_count=1000&_sort=_id")).hasSize(MATCHES);
  }

  @Test
  void deliversEveryMatchOfManyCodes() {
    var codes =
        IntStream.range(0, CODES - 1)
            .mapToObj(number -> Clinical.codeSystem("concept") + "|local:c" + number)
            .toList();
    var query = URLEncoder.encode(String.join(",", codes), StandardCharsets.UTF_8);
    assertThat(all("/Observation?_tag=" + TAG + "&_count=500&_total=none&code=" + query))
        .hasSize(MATCHES / CODES * (CODES - 1));
  }

  @Test
  void deliversEveryMatchToAClientThatSaysNoStore() {
    var seen = new ArrayList<String>();
    var next = "/Observation?_tag=" + TAG + "&_count=1000";
    while (next != null) {
      var answer = client.send("GET", next, null, "Cache-Control", "no-cache, no-store");
      assertThat(answer.status()).isEqualTo(200);
      next = collect(answer, seen);
    }
    assertThat(new HashSet<>(seen)).hasSize(MATCHES).hasSameSizeAs(seen);
  }

  @Test
  void countsExactly() {
    var total = client.get("/Observation?_tag=" + TAG + "&_summary=count").json().path("total");
    assertThat(total.asInt()).isEqualTo(MATCHES);
  }

  @Test
  void includesTheTargetsOfAllMatchesOfAPage() {
    var bundle =
        client.get("/Observation?_tag=" + TAG + "&_count=1000&_include=Observation:subject");
    assertThat(bundle.json().path("entry")).hasSize(1001);
    var reverse = "/Patient?_id=" + Examples.patient(PATIENT_ID).getIdPart();
    assertThat(client.get(reverse + "&_revinclude=Observation:patient").json().path("entry"))
        .hasSize(MATCHES + 1);
  }

  private static Set<String> all(String query) {
    var seen = new ArrayList<String>();
    var next = query;
    while (next != null) {
      var answer = client.get(next);
      assertThat(answer.status()).isEqualTo(200);
      next = collect(answer, seen);
    }
    var unique = new HashSet<>(seen);
    assertThat(unique).as("no match twice").hasSameSizeAs(seen);
    return unique;
  }

  private static String collect(FhirClient.Answer answer, List<String> seen) {
    var bundle = answer.json();
    bundle.path("entry").forEach(entry -> seen.add(entry.path("resource").path("id").asText()));
    for (var link : bundle.path("link")) {
      if (link.path("relation").asText().equals("next")) {
        return link.path("url").asText();
      }
    }
    return null;
  }
}

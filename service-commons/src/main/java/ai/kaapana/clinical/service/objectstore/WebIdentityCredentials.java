package ai.kaapana.clinical.service.objectstore;

import ai.kaapana.clinical.service.problem.CommonCode;
import ai.kaapana.clinical.service.problem.DependencyDownException;
import ai.kaapana.clinical.service.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.springframework.http.HttpStatus;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Exchanges a caller's token for credentials of the object store ({@code
 * AssumeRoleWithWebIdentity}).
 *
 * <p>The token alone says what they open: no role is named, the store reads the policies from a
 * claim of the token. A session name is always sent, since some stores refuse requests without one;
 * it is the same for everybody and so tells the store's logs nothing about the caller.
 */
final class WebIdentityCredentials {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final int LARGEST = 64 * 1024;
  private static final String NAME = "the object store";
  private static final Set<String> WANTED =
      Set.of("AccessKeyId", "SecretAccessKey", "SessionToken");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          // a redirect would carry the token to another place
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI sts;
  private final Duration life;

  WebIdentityCredentials(URI sts, Duration life) {
    this.sts = sts.getPath().isEmpty() ? sts.resolve("/") : sts;
    this.life = life;
  }

  AwsSessionCredentials forToken(String token) {
    HttpResponse<InputStream> answer = send(token);
    try (InputStream body = answer.body()) {
      if (answer.statusCode() == 200) {
        return read(body.readNBytes(LARGEST));
      }
    } catch (IOException | XMLStreamException e) {
      throw new DependencyDownException(NAME, e);
    }
    // stores differ in their codes, and their messages may repeat the token
    if (answer.statusCode() == 429 || answer.statusCode() >= 500) {
      throw new DependencyDownException(NAME, null);
    }
    throw new ProblemException(CommonCode.OBJECT_STORE_REFUSED, HttpStatus.FORBIDDEN);
  }

  private HttpResponse<InputStream> send(String token) {
    Map<String, String> form =
        Map.of(
            "Action",
            "AssumeRoleWithWebIdentity",
            "Version",
            "2011-06-15",
            "RoleSessionName",
            "clinical-data",
            "DurationSeconds",
            Long.toString(life.toSeconds()),
            "WebIdentityToken",
            token);
    HttpRequest request =
        HttpRequest.newBuilder(sts)
            .timeout(ANSWER)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form)))
            .build();
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new DependencyDownException(NAME, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DependencyDownException(NAME, e);
    }
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static AwsSessionCredentials read(byte[] body) throws XMLStreamException, IOException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    var reader = factory.createXMLStreamReader(new ByteArrayInputStream(body));
    Map<String, String> found = new HashMap<>();
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamConstants.START_ELEMENT
          && WANTED.contains(reader.getLocalName())) {
        found.put(reader.getLocalName(), reader.getElementText().strip());
      }
    }
    reader.close();
    if (found.size() < WANTED.size() || found.containsValue("")) {
      // without a session token the credentials would be somebody's own, not the caller's
      throw new IOException("the answer holds no complete session");
    }
    return AwsSessionCredentials.create(
        found.get("AccessKeyId"), found.get("SecretAccessKey"), found.get("SessionToken"));
  }
}

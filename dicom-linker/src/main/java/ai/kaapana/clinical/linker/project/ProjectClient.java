package ai.kaapana.clinical.linker.project;

import ai.kaapana.clinical.linker.issue.LinkerIssue;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Asks {@code dicom-web-filter} which series belong to the project.
 *
 * <p>A refusal is answered once with a new token, since the filter fails with 500 on one that has
 * expired.
 */
public final class ProjectClient implements ProjectList, AutoCloseable {

  private final URI address;
  private final Supplier<String> authorization;
  private final Runnable renewal;
  private final Duration timeout;
  private final HttpClient http;

  /**
   * @param baseUrl root of the mapping API, without a trailing slash
   * @param authorization value of the Authorization header, empty for none
   * @param renewal is run when the authorization was refused
   * @param timeout for the whole answer
   */
  public ProjectClient(
      URI baseUrl,
      String projectId,
      Supplier<String> authorization,
      Runnable renewal,
      Duration timeout) {
    var id = URLEncoder.encode(projectId, StandardCharsets.UTF_8).replace("+", "%20");
    this.address = URI.create(baseUrl + "/projects/" + id + "/data");
    this.authorization = authorization;
    this.renewal = renewal;
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public ProjectSeries read() {
    var answer = send();
    if (isRefusal(answer.statusCode())) {
      renewal.run();
      answer = send();
    }
    int status = answer.statusCode();
    if (status == 200) {
      return ProjectListReader.read(answer.body());
    }
    throw new ProjectListException(
        isRefusal(status) || status == 404
            ? LinkerIssue.PROJECT_LIST_REFUSED
            : LinkerIssue.PROJECT_LIST_UNAVAILABLE);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private static boolean isRefusal(int status) {
    return status == 401 || status == 403 || status == 500;
  }

  private HttpResponse<byte[]> send() {
    try {
      return http.sendAsync(request(), HttpResponse.BodyHandlers.ofByteArray())
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (UncheckedIOException e) {
      throw new ProjectListException(LinkerIssue.PROJECT_LOGIN_FAILED);
    } catch (ExecutionException | TimeoutException e) {
      throw new ProjectListException(LinkerIssue.PROJECT_LIST_UNAVAILABLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProjectListException(LinkerIssue.PROJECT_LIST_UNAVAILABLE);
    }
  }

  private HttpRequest request() {
    var builder = HttpRequest.newBuilder(address).header("Accept", "application/json");
    var value = authorization.get();
    if (!value.isEmpty()) {
      builder.header("Authorization", value);
    }
    return builder.GET().build();
  }
}

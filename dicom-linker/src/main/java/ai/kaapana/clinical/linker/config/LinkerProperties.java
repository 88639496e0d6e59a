package ai.kaapana.clinical.linker.config;

import ai.kaapana.clinical.linker.link.MissingPatientId;
import ai.kaapana.clinical.linker.mapping.LeftStudyMapper;
import ai.kaapana.clinical.linker.mapping.MappingRules.InstanceDetail;
import ai.kaapana.clinical.service.config.ConfigurationException;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the linker is told by its installation.
 *
 * @param pacs where the images are
 * @param instanceDetail which instances an ImagingStudy lists
 * @param instanceCap instances of a study above which only derived ones are listed
 * @param missingPatientId what becomes of a study without PatientID
 * @param studyIdSystem identifier system of StudyID; absent = StudyID is not stated
 * @param chunk studies that are written together
 * @param projects which series of the PACS belong to this installation; absent = all
 * @param leftStudies how a study is marked when the last of its series has left the project
 */
@ConfigurationProperties("clinical.linker")
public record LinkerProperties(
    @Nullable Pacs pacs,
    @DefaultValue("derived-only") InstanceDetail instanceDetail,
    @DefaultValue("2000") int instanceCap,
    @DefaultValue("quarantine") MissingPatientId missingPatientId,
    @Nullable String studyIdSystem,
    @DefaultValue("40") int chunk,
    @Nullable Projects projects,
    @DefaultValue("entered-in-error") LeftStudyMapper.Policy leftStudies) {

  private static final String PACS = "clinical.linker.pacs.";

  /**
   * The PACS.
   *
   * @param name a short stable name; the id of the Endpoint is derived from it
   * @param baseUrl root of its DICOMweb service as the linker reaches it
   * @param publicUrl the same as users reach it; absent = baseUrl
   * @param username for basic authentication, with passwordFile
   * @param passwordFile holds the password
   * @param tokenFile holds a bearer token, read again for each request
   * @param account a service account of Keycloak, in place of a password or token
   * @param timeZone IANA zone of times without an offset; absent = such times are stated as dates
   * @param timeAxis {@code real}, {@code shifted} or {@code event}; absent = not declared
   * @param pageSize rows asked for by one query
   * @param parallel requests at the same time
   * @param connectTimeout for a connection
   * @param readTimeout the longest silence of the PACS
   * @param patience how long one request is repeated before the job waits
   */
  public record Pacs(
      @DefaultValue("pacs") String name,
      @Nullable URI baseUrl,
      @Nullable URI publicUrl,
      @Nullable String username,
      @Nullable Path passwordFile,
      @Nullable Path tokenFile,
      @Nullable Account account,
      @Nullable String timeZone,
      @Nullable String timeAxis,
      @DefaultValue("500") int pageSize,
      @DefaultValue("4") int parallel,
      @DefaultValue("5s") Duration connectTimeout,
      @DefaultValue("30s") Duration readTimeout,
      @DefaultValue("60s") Duration patience) {

    public Pacs {
      baseUrl = url("base-url", baseUrl);
      publicUrl = publicUrl == null ? baseUrl : url("public-url", publicUrl);
      require(
          name.matches("[A-Za-z0-9._-]{1,64}"), "name", "Use letters, digits, dots and dashes.");
      require(
          (username == null) == (passwordFile == null),
          "password-file",
          "Set username and password-file together.");
      require(
          tokenFile == null || username == null, "token-file", "Use either a password or a token.");
      require(
          account == null || username == null && tokenFile == null,
          "account",
          "Use either an account, a password or a token.");
      require(
          timeZone == null || isZone(timeZone), "time-zone", "Use a name such as Europe/Berlin.");
      require(
          timeAxis == null || Set.of("real", "shifted", "event").contains(timeAxis),
          "time-axis",
          "Use real, shifted or event.");
      require(pageSize >= 1 && pageSize <= 5_000, "page-size", "Use 1 to 5000.");
      require(parallel >= 1 && parallel <= 4, "parallel", "Use 1 to 4: archives saturate early.");
      require(isPositive(connectTimeout), "connect-timeout", "Use a positive duration.");
      require(isPositive(readTimeout), "read-timeout", "Use a positive duration.");
      require(isPositive(patience), "patience", "Use a positive duration.");
    }

    /** Says nothing of credentials. */
    @Override
    public String toString() {
      return "Pacs[" + name + "]";
    }

    private static URI url(String key, @Nullable URI url) {
      boolean usable =
          url != null
              && Set.of("http", "https").contains(String.valueOf(url.getScheme()))
              && url.getHost() != null
              && url.getUserInfo() == null
              && url.getQuery() == null;
      require(usable, key, "Set it to the root of the DICOMweb service, without /studies.");
      return URI.create(String.valueOf(url).replaceAll("/+$", ""));
    }

    private static boolean isZone(String zone) {
      try {
        return !ZoneId.of(zone).getId().isEmpty();
      } catch (DateTimeException e) {
        return false;
      }
    }

    private static boolean isPositive(Duration duration) {
      return !duration.isNegative() && !duration.isZero();
    }
  }

  /**
   * A service account of Keycloak, for the PACS and for the project's list.
   *
   * @param tokenUrl token endpoint of the realm as the linker reaches it
   * @param clientId client of the realm
   * @param clientSecretFile holds its secret, read again for each login
   * @param username user for the password grant; absent = client credentials
   * @param passwordFile holds the user's password
   */
  public record Account(
      @Nullable URI tokenUrl,
      @Nullable String clientId,
      @Nullable Path clientSecretFile,
      @Nullable String username,
      @Nullable Path passwordFile) {

    public Account {
      require(
          tokenUrl != null && tokenUrl.getHost() != null && clientId != null,
          "account.token-url",
          "Set the token endpoint of the realm and client-id.");
      require(clientSecretFile != null, "account.client-secret-file", "Mount the client's secret.");
      require(
          (username == null) == (passwordFile == null),
          "account.password-file",
          "Set username and password-file together.");
    }

    /** Says nothing of credentials. */
    @Override
    public String toString() {
      return "Account";
    }
  }

  /**
   * The project whose series are linked, as {@code dicom-web-filter} lists them.
   *
   * @param baseUrl root of the filter's mapping API; absent = that of the PACS
   * @param projectId id of the project in the filter
   * @param timeout for the whole list
   */
  public record Projects(
      @Nullable URI baseUrl, @Nullable String projectId, @DefaultValue("60s") Duration timeout) {

    public Projects {
      if (projectId == null || projectId.isBlank() || timeout.isNegative() || timeout.isZero()) {
        throw new ConfigurationException(
            "clinical.linker.projects.project-id",
            "is missing or not usable",
            "Set it to the id of the project in the filter, or leave out clinical.linker.projects.");
      }
    }
  }

  public LinkerProperties {
    if (pacs == null) {
      throw new ConfigurationException(
          PACS + "base-url", "is missing", "Set it to the root of the DICOMweb service.");
    }
    if (instanceCap < 0 || chunk < 1 || chunk > 500) {
      throw new ConfigurationException(
          "clinical.linker", "has an absurd limit", "Use instance-cap >= 0 and chunk 1 to 500.");
    }
  }

  private static void require(boolean holds, String key, String hint) {
    if (!holds) {
      throw new ConfigurationException(PACS + key, "is missing or not usable", hint);
    }
  }
}

package ai.kaapana.clinical.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kaapana.clinical.server.TestServer;
import ai.kaapana.clinical.service.auth.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;

/** What is refused at the door is written down, and a flood of it only counted. */
class AuditOfRefusalsIT {

  private static final long DAY = 86_400;

  private final TestServer server = TestServer.get();
  // A day of its own, long past, so that lines of other tests are not met.
  private Instant now =
      Instant.EPOCH.plusSeconds(DAY * Math.floorMod(UUID.randomUUID().hashCode(), 10_000));
  private final Instant begin = now;

  private final AuditOfRefusals audit =
      new AuditOfRefusals(
          new AuditTrail(server.sql().getDataSource()), new AuditLines(clock()), clock());

  private Clock clock() {
    InstantSource source = () -> now;
    return source.withZone(ZoneOffset.UTC);
  }

  private long lines(String interaction, String agent) {
    return server
        .sql()
        .queryForObject(
            "SELECT count(*) FROM audit_event WHERE interaction = ? AND agent = ? AND outcome = '4'"
                + " AND recorded >= ? AND recorded < ?",
            Long.class,
            interaction,
            agent,
            java.sql.Timestamp.from(begin),
            java.sql.Timestamp.from(begin.plusSeconds(DAY)));
  }

  @Test
  void tellsWhoIsKnownFromWhoIsNot() {
    audit.refused(new MockHttpServletRequest(), null, HttpStatus.UNAUTHORIZED);
    audit.refused(new MockHttpServletRequest(), Caller.notebook("mallory"), HttpStatus.FORBIDDEN);

    assertThat(lines("unauthenticated", "unproven")).isEqualTo(1);
    assertThat(lines("forbidden", "mallory")).isEqualTo(1);
  }

  @Test
  void countsWhatIsTooMuchForOneMinute() {
    for (int i = 0; i < AuditOfRefusals.MOST_IN_A_MINUTE + 25; i++) {
      audit.refused(new MockHttpServletRequest(), null, HttpStatus.UNAUTHORIZED);
    }
    assertThat(lines("unauthenticated", "unproven")).isEqualTo(AuditOfRefusals.MOST_IN_A_MINUTE);

    now = now.plusSeconds(60);
    audit.refused(new MockHttpServletRequest(), null, HttpStatus.UNAUTHORIZED);

    assertThat(lines("unauthenticated", "unproven"))
        .isEqualTo(AuditOfRefusals.MOST_IN_A_MINUTE + 1);
    var counted =
        server
            .sql()
            .queryForObject(
                "SELECT entity_count FROM audit_event WHERE interaction = 'refused-others'"
                    + " AND recorded >= ? AND recorded < ?",
                Integer.class,
                java.sql.Timestamp.from(begin),
                java.sql.Timestamp.from(begin.plusSeconds(DAY)));
    assertThat(counted).isEqualTo(25);
  }

  @Test
  void hearsOfARequestWithoutAToken() {
    long before = unproven();
    assertThat(server.anonymous().get("/Patient").status()).isEqualTo(401);
    assertThat(unproven()).isGreaterThan(before);
  }

  private long unproven() {
    return server
        .sql()
        .queryForObject("SELECT count(*) FROM audit_event WHERE agent = 'unproven'", Long.class);
  }
}

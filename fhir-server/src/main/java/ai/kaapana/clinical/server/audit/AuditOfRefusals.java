package ai.kaapana.clinical.server.audit;

import ai.kaapana.clinical.service.auth.Caller;
import ai.kaapana.clinical.service.auth.RefusedAtTheDoor;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Adds a line for each request that is refused before HAPI sees it: no token or a bad one (401), or
 * a caller who may not come here (403).
 *
 * <p>Anybody can cause such lines, so a flood must not fill the disk: of each minute the first ones
 * are written down, and of the others only how many they were.
 */
@Component
final class AuditOfRefusals implements RefusedAtTheDoor {

  static final int MOST_IN_A_MINUTE = 60;

  private static final String ACTION = "E";
  private static final String OTHERS = "refused-others";

  private final AuditTrail trail;
  private final AuditLines lines;
  private final Clock clock;
  private Instant minute = Instant.EPOCH;
  private int told;
  private int untold;

  AuditOfRefusals(AuditTrail trail, AuditLines lines, Clock clock) {
    this.trail = trail;
    this.lines = lines;
    this.clock = clock;
  }

  @Override
  public synchronized void refused(
      HttpServletRequest request, @Nullable Caller caller, HttpStatus status) {
    var now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    if (!now.equals(minute)) {
      if (untold > 0) {
        trail.add(lines.plain(request, null, ACTION, OTHERS, AuditLines.REFUSED, untold));
      }
      minute = now;
      told = 0;
      untold = 0;
    }
    if (told == MOST_IN_A_MINUTE) {
      untold++;
      return;
    }
    told++;
    var what = status == HttpStatus.UNAUTHORIZED ? "unauthenticated" : "forbidden";
    trail.add(lines.plain(request, caller, ACTION, what, AuditLines.REFUSED, 0));
  }
}

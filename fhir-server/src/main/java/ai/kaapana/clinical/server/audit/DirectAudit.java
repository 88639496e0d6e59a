package ai.kaapana.clinical.server.audit;

import ai.kaapana.clinical.service.auth.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Lines for what is answered beside HAPI, about no resource. */
@Component
public class DirectAudit {

  private final AuditTrail trail;
  private final AuditLines lines;

  DirectAudit(AuditTrail trail, AuditLines lines) {
    this.trail = trail;
    this.lines = lines;
  }

  /**
   * Adds a line about a success, within an open transaction if there is one.
   *
   * @param action FHIR's letter
   * @param interaction name of the operation
   */
  public void add(HttpServletRequest request, Caller caller, String action, String interaction) {
    trail.add(lines.plain(request, caller, action, interaction, AuditLines.SUCCESS, 0));
  }
}

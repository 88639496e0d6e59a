package ai.kaapana.clinical.fhir.bundle;

import ai.kaapana.clinical.fhir.bundle.EntryOutcome.Effect;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;

/**
 * Checks the answer to a transaction entry by entry.
 *
 * <p>Why: a 200 alone proves nothing. A proxy can answer 200 with a page of its own, and a stream
 * can break off after its status line.
 */
public final class TransactionResponse {

  /** HAPI's code for an update that found nothing to change. */
  private static final String NO_CHANGE = "SUCCESSFUL_UPDATE_NO_CHANGE";

  /** An answer that is not the answer to the request. */
  public static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message);
    }
  }

  private TransactionResponse() {}

  /**
   * One outcome for each entry of the request, in its order.
   *
   * @throws Unusable if type, number or status of the entries is not that of a carried out request
   */
  public static List<EntryOutcome> check(Bundle request, Bundle response) throws Unusable {
    if (response.getType() != BundleType.TRANSACTIONRESPONSE) {
      throw new Unusable("The answer is no transaction response");
    }
    if (response.getEntry().size() != request.getEntry().size()) {
      throw new Unusable(
          "%d entries were sent, %d were answered"
              .formatted(request.getEntry().size(), response.getEntry().size()));
    }
    var result = new ArrayList<EntryOutcome>();
    for (int i = 0; i < request.getEntry().size(); i++) {
      result.add(outcome(i, request.getEntry().get(i), response.getEntry().get(i)));
    }
    return List.copyOf(result);
  }

  private static EntryOutcome outcome(
      int index, BundleEntryComponent sent, BundleEntryComponent answered) throws Unusable {
    var status = answered.getResponse().getStatus();
    if (status == null || !status.startsWith("2")) {
      throw new Unusable("Entry %d was not carried out".formatted(index));
    }
    var target = new IdType(sent.getRequest().getUrl());
    if (sent.getRequest().getMethod() == HTTPVerb.DELETE) {
      return new EntryOutcome(target.getResourceType(), target.getIdPart(), Effect.DELETED, null);
    }
    var location = new IdType(answered.getResponse().getLocation());
    if (!target.getIdPart().equals(location.getIdPart()) || !location.hasVersionIdPart()) {
      throw new Unusable("Entry %d answers for another resource".formatted(index));
    }
    return new EntryOutcome(
        target.getResourceType(),
        target.getIdPart(),
        effect(status, answered),
        location.getVersionIdPart());
  }

  private static Effect effect(String status, BundleEntryComponent answered) {
    if (status.startsWith("201")) {
      return Effect.CREATED;
    }
    return answered.getResponse().getOutcome() instanceof OperationOutcome outcome
            && outcome.getIssue().stream()
                .flatMap(issue -> issue.getDetails().getCoding().stream())
                .anyMatch(coding -> NO_CHANGE.equals(coding.getCode()))
        ? Effect.UNCHANGED
        : Effect.UPDATED;
  }
}

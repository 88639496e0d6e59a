package ai.kaapana.clinical.service.store;

import ai.kaapana.clinical.fhir.bundle.EntryOutcome;
import ai.kaapana.clinical.fhir.bundle.TransactionResponse;
import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Sends one transaction and says what became of it; three outcomes, none of them by exception. */
final class Transaction {

  private static final FhirContext FHIR = FhirContext.forR4Cached();

  /** Somebody else wrote the same resource: read again and try again. */
  private static final Set<Integer> CONFLICT = Set.of(409, 412, 428);

  sealed interface Outcome {

    record Done(List<EntryOutcome> entries) implements Outcome {}

    record Conflict(UnitResult.Refusal refusal) implements Outcome {}

    record Refused(UnitResult.Refusal refusal) implements Outcome {}
  }

  private final Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);

  Transaction put(Resource resource, @Nullable String ifMatchVersion) {
    var url = UnitPlan.reference(resource);
    var entry = bundle.addEntry().setResource(resource);
    entry.getRequest().setMethod(HTTPVerb.PUT).setUrl(url);
    if (ifMatchVersion != null) {
      entry.getRequest().setIfMatch("W/\"" + ifMatchVersion + "\"");
    }
    return this;
  }

  Transaction delete(String type, String id) {
    bundle.addEntry().getRequest().setMethod(HTTPVerb.DELETE).setUrl(type + "/" + id);
    return this;
  }

  boolean isEmpty() {
    return bundle.getEntry().isEmpty();
  }

  static Transaction of(List<UnitPlan.Send> sends) {
    var result = new Transaction();
    sends.forEach(s -> result.put(s.resource(), s.ifMatch() ? s.currentVersion() : null));
    return result;
  }

  /**
   * @throws StoreUnavailableException if the answer is none of a FHIR server
   */
  Outcome send(FhirHttp http, FhirHttp.TokenSource token) {
    var answer = http.transaction(FHIR.newJsonParser().encodeResourceToString(bundle), token);
    if (CONFLICT.contains(answer.status())) {
      return new Outcome.Conflict(StoreReader.refusal(answer));
    }
    if (!answer.isSuccess()) {
      return new Outcome.Refused(StoreReader.refusal(answer));
    }
    try {
      var response = StoreReader.parse(Bundle.class, answer);
      return new Outcome.Done(new ArrayList<>(TransactionResponse.check(bundle, response)));
    } catch (TransactionResponse.Unusable e) {
      throw new StoreUnavailableException(e.getMessage(), e);
    }
  }
}

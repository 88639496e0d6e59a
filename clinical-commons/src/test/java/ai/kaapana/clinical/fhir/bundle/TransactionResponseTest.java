package ai.kaapana.clinical.fhir.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kaapana.clinical.fhir.bundle.EntryOutcome.Effect;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;

class TransactionResponseTest {

  private final Bundle request = new Bundle().setType(BundleType.TRANSACTION);
  private final Bundle response = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);

  @Test
  void tellsCreatedUpdatedUnchangedAndDeletedApart() throws Exception {
    put("a");
    answer("201 Created", "Observation/a/_history/1");
    put("b");
    answer("200 OK", "Observation/b/_history/4");
    put("c");
    answer("200 OK", "Observation/c/_history/2");
    var outcome = new OperationOutcome();
    outcome.addIssue().getDetails().addCoding().setCode("SUCCESSFUL_UPDATE_NO_CHANGE");
    response.getEntry().get(2).getResponse().setOutcome(outcome);
    request.addEntry().getRequest().setMethod(HTTPVerb.DELETE).setUrl("Observation/d");
    response.addEntry().getResponse().setStatus("204 No Content");

    assertThat(TransactionResponse.check(request, response))
        .extracting(EntryOutcome::effect)
        .containsExactly(Effect.CREATED, Effect.UPDATED, Effect.UNCHANGED, Effect.DELETED);
  }

  @Test
  void anAnswerWithFewerEntriesIsUnusable() {
    put("a");
    assertThatThrownBy(() -> TransactionResponse.check(request, response))
        .isInstanceOf(TransactionResponse.Unusable.class);
  }

  @Test
  void anAnswerOfAnotherKindIsUnusable() {
    assertThatThrownBy(() -> TransactionResponse.check(request, new Bundle()))
        .isInstanceOf(TransactionResponse.Unusable.class);
  }

  @Test
  void anEntryThatFailedOrAnswersForAnotherResourceIsUnusable() {
    put("a");
    answer("400 Bad Request", "Observation/a/_history/1");
    assertThatThrownBy(() -> TransactionResponse.check(request, response))
        .isInstanceOf(TransactionResponse.Unusable.class);
    response.getEntry().clear();
    answer("200 OK", "Observation/b/_history/1");
    assertThatThrownBy(() -> TransactionResponse.check(request, response))
        .isInstanceOf(TransactionResponse.Unusable.class);
  }

  private void put(String id) {
    request.addEntry().getRequest().setMethod(HTTPVerb.PUT).setUrl("Observation/" + id);
  }

  private void answer(String status, String location) {
    response.addEntry().getResponse().setStatus(status).setLocation(location);
  }
}

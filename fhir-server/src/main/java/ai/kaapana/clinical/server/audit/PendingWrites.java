package ai.kaapana.clinical.server.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.transaction.support.TransactionSynchronization;

/** The changes of one database transaction, by kind, handed over just before it commits. */
final class PendingWrites implements TransactionSynchronization {

  private final Map<String, Touched> byAction = new LinkedHashMap<>();
  private final BiConsumer<String, Touched> store;
  private final Runnable unbind;

  PendingWrites(BiConsumer<String, Touched> store, Runnable unbind) {
    this.store = store;
    this.unbind = unbind;
  }

  void add(String action, Resource resource) {
    byAction.computeIfAbsent(action, key -> new Touched()).add(resource);
  }

  @Override
  public void beforeCommit(boolean readOnly) {
    byAction.forEach(store);
  }

  @Override
  public void afterCompletion(int status) {
    unbind.run();
  }
}

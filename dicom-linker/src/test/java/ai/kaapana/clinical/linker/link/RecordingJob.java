package ai.kaapana.clinical.linker.link;

import ai.kaapana.clinical.service.job.JobContext;
import ai.kaapana.clinical.service.job.ResourceBalance;
import ai.kaapana.clinical.service.job.UnitBalance;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A job that remembers what its handler told. */
final class RecordingJob implements JobContext {

  private final LinkRequest request;
  final List<String> phases = new ArrayList<>();
  UnitBalance units = UnitBalance.NONE;
  ResourceBalance resources = ResourceBalance.NONE;
  long done;

  RecordingJob(LinkRequest request) {
    this.request = request;
  }

  @Override
  public UUID jobId() {
    return new UUID(0, 1);
  }

  @Override
  public String createdBy() {
    return "tester";
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public JsonNode parameters() {
    return new ObjectMapper().valueToTree(request);
  }

  @Override
  public <T> T parameters(Class<T> type) {
    return type.cast(request);
  }

  @Override
  public void phase(String name, long total) {
    phases.add(name);
  }

  @Override
  public void advance(long count) {
    done += count;
  }

  @Override
  public void units(UnitBalance balance) {
    units = balance;
  }

  @Override
  public void resources(ResourceBalance balance) {
    resources = balance;
  }

  @Override
  public boolean cancelled() {
    return false;
  }

  @Override
  public void checkCancelled() {}
}

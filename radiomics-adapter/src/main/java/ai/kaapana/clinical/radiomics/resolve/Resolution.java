package ai.kaapana.clinical.radiomics.resolve;

import ai.kaapana.clinical.radiomics.RadiomicsIssue;
import ai.kaapana.clinical.radiomics.mapping.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the search for a target. */
public sealed interface Resolution {

  /**
   * It is there.
   *
   * @param pending what a region without image still waits for, null if nothing
   */
  record Found(Target target, List<RadiomicsIssue> warnings, @Nullable RadiomicsIssue pending)
      implements Resolution {}

  /**
   * It is not there yet.
   *
   * @param reference type and id of what is missing, empty if it has no id of its own
   */
  record Waiting(RadiomicsIssue issue, String reference) implements Resolution {

    @Override
    public String toString() {
      return "Waiting[" + issue.code() + "]";
    }
  }

  /** It contradicts itself or fits several; only a person can decide. */
  record Quarantined(RadiomicsIssue issue) implements Resolution {}

  /** The row says too little or nonsense. */
  record Rejected(RadiomicsIssue issue) implements Resolution {}
}

package ai.kaapana.clinical.server.analytics.store;

import ai.kaapana.clinical.server.analytics.model.Selection;
import ai.kaapana.clinical.server.analytics.model.StoreView;
import java.util.List;

/** Reads one snapshot of the store into memory, keeping only what is asked for. */
public final class SnapshotReader {

  private final HapiTables tables;
  private final ViewReader views;

  /**
   * @param patientSystems identifier systems of PatientIDs, the installation's first
   */
  public SnapshotReader(HapiTables tables, List<String> patientSystems) {
    this.tables = tables;
    views = new ViewReader(patientSystems);
  }

  /** Everything live at one moment. */
  public StoreView read(Selection selection) {
    return tables.inSnapshot(snapshot -> views.read(snapshot, selection));
  }
}

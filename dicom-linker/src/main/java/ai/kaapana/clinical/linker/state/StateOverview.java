package ai.kaapana.clinical.linker.state;

/** How much is linked, waiting, in quarantine, and how many references are open. */
public record StateOverview(
    String pacs,
    long linked,
    long waiting,
    long quarantined,
    long patients,
    long series,
    long segments,
    long edges,
    long unresolvedEdges,
    long findings) {}

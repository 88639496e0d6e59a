package ai.kaapana.clinical.importer.run;

/** The tables in which the state of imports lives. */
record Tables(
    ImportTable imports,
    RowTable rows,
    FindingTable findings,
    FingerprintTable fingerprints,
    WriteTable writes,
    MappingTable mappings) {}

package ai.kaapana.clinical.importer.run;

/** What takes part in reading a file and saying what an import of it would do. */
record ImportParts(
    Spool spool, Stager stager, Previewer previewer, MappingStore mappings, MappingFinder finder) {}

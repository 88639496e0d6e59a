package ai.kaapana.clinical.importer.run;

/**
 * What a run must know of the installation.
 *
 * @param patientSystem the installation's PatientID system
 * @param component the name of this service
 * @param version the version of this software
 * @param packPatients how many patients are handed to the store at once
 */
record ImportSettings(String patientSystem, String component, String version, int packPatients) {}

package ai.kaapana.clinical.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A generated clinical table, one row for each patient, and its mapping. The same arguments give
 * the same bytes.
 *
 * <p>A row becomes {@value #RESOURCES} resources: Patient, Condition and Observations.
 *
 * @param dataset name of the dataset, also the prefix of the PatientIDs
 * @param patients how many rows
 */
record ClinicalTable(String dataset, int patients) {

  static final int RESOURCES = 120;

  /** Numbers of our own and texts of our own beside the named concepts. */
  private static final int NUMBERS = 82;

  private static final int TEXTS = 10;

  private static final String[] STAGES = {"I", "II", "IIIA", "IIIB"};
  private static final String[] HISTOLOGIES = {"8140/3", "8070/3", "8012/3"};

  /** Laboratory values by LOINC, with the UCUM code of their unit. */
  private static final Map<String, String> LABORATORY =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("718-7", "g/dL"),
              Map.entry("4544-3", "%"),
              Map.entry("6690-2", "10*3/uL"),
              Map.entry("777-3", "10*3/uL"),
              Map.entry("789-8", "10*6/uL"),
              Map.entry("2160-0", "mg/dL"),
              Map.entry("3094-0", "mg/dL"),
              Map.entry("2345-7", "mg/dL"),
              Map.entry("2951-2", "mmol/L"),
              Map.entry("2823-3", "mmol/L"),
              Map.entry("2075-0", "mmol/L"),
              Map.entry("17861-6", "mg/dL"),
              Map.entry("1751-7", "g/dL"),
              Map.entry("2885-2", "g/dL"),
              Map.entry("1975-2", "mg/dL"),
              Map.entry("1742-6", "U/L"),
              Map.entry("1920-8", "U/L"),
              Map.entry("6768-6", "U/L"),
              Map.entry("2532-0", "U/L"),
              Map.entry("1988-5", "mg/L")));

  private static final String COLUMNS =
      """
        age: { as: diagnosis.age, unit: a }
        sex: { as: patient.gender, codes: { m: male, f: female } }
        t: { as: tnm.T, basis: clinical, codes: { "1": cT1, "2": cT2, "3": cT3, "4": cT4 } }
        n: { as: tnm.N, basis: clinical, codes: { "0": cN0, "1": cN1, "2": cN2, "3": cN3 } }
        m: { as: tnm.M, basis: clinical, codes: { "0": cM0, "1": cM1 } }
        stage: { as: tnm.group, basis: clinical, codes: { I: I, II: II, IIIA: IIIA, IIIB: IIIB } }
        histology:
          as: diagnosis.morphology
          codes:
            "8140/3": { icdo3m: "8140/3" }
            "8070/3": { icdo3m: "8070/3" }
            "8012/3": { icdo3m: "8012/3" }
        ecog: { as: performance.ecog }
        os_days: { as: survival.time, endpoint: overall, unit: d, origin: start-of-treatment }
        os_event: { as: survival.event, endpoint: overall, codes: { "1": event, "0": censored }, event: death }
      """;

  static String patientId(String dataset, int index) {
    return "%s-%06d".formatted(dataset, index);
  }

  /** Writes the table. */
  Path write(Path file) throws IOException {
    try (var out = Files.newBufferedWriter(file)) {
      out.write("PatientID,age,sex,t,n,m,stage,histology,ecog,os_days,os_event");
      for (var loinc : LABORATORY.keySet()) {
        out.write("," + column(loinc));
      }
      for (var i = 0; i < NUMBERS + TEXTS; i++) {
        out.write("," + local(i));
      }
      out.write('\n');
      for (var patient = 0; patient < patients; patient++) {
        row(out, patient);
      }
    }
    return file;
  }

  private void row(BufferedWriter out, int patient) throws IOException {
    var random = new Random(patient * 1_000_003L + dataset.hashCode());
    out.write(
        "%s,%.1f,%s,%d,%d,%d,%s,%s,%d,%d,%d"
            .formatted(
                patientId(dataset, patient),
                40 + 45 * random.nextDouble(),
                random.nextBoolean() ? "m" : "f",
                1 + random.nextInt(4),
                random.nextInt(4),
                random.nextInt(2),
                STAGES[random.nextInt(STAGES.length)],
                HISTOLOGIES[random.nextInt(HISTOLOGIES.length)],
                random.nextInt(4),
                30 + random.nextInt(2_000),
                random.nextInt(2)));
    for (var i = 0; i < LABORATORY.size() + NUMBERS; i++) {
      out.write(String.format(Locale.ROOT, ",%.2f", 200 * random.nextDouble()));
    }
    for (var i = 0; i < TEXTS; i++) {
      out.write(",finding " + random.nextInt(9));
    }
    out.write('\n');
  }

  /** Writes the mapping of the table. */
  Path writeMapping(Path file) throws IOException {
    var text =
        new StringBuilder(
            """
            apiVersion: clinical-import/v1
            kind: TableMapping
            metadata:
              name: %1$s
              version: 1.0.0
              dataset: %1$s
            source:
              format: csv
              decimal: "."
              missing: [""]
            subject:
              column: PatientID
              identifier: dicom-patient-id
              requireImaging: ignore
            condition:
              code: { icd10: C34.9, text: Lung cancer }
            columns:
            """
                .formatted(dataset));
    text.append(COLUMNS);
    LABORATORY.forEach(
        (loinc, unit) ->
            text.append(
                "  %s: { as: \"lab:%s\", unit: \"%s\" }\n".formatted(column(loinc), loinc, unit)));
    for (var i = 0; i < NUMBERS + TEXTS; i++) {
      var form = i < NUMBERS ? ", unit: mm" : "";
      text.append("  %s: { as: observation.local%s }\n".formatted(local(i), form));
    }
    return Files.writeString(file, text.append("tnm: { edition: unknown }\n"));
  }

  private static String column(String loinc) {
    return "lab_" + loinc.replace('-', '_');
  }

  private static String local(int index) {
    return index < NUMBERS ? "measure_%02d".formatted(index) : "finding_%02d".formatted(index);
  }
}

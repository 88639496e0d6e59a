package ai.kaapana.clinical.linker.config;

import ai.kaapana.clinical.fhir.code.CodeSystems;
import ai.kaapana.clinical.linker.mapping.Terminology;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Coding;

/** Reads the code tables that come with the linker. */
public final class TerminologyFiles {

  private static final String FOLDER = "/ai/kaapana/clinical/linker/mapping/";

  private TerminologyFiles() {}

  /** Returns the tables; they are part of the software, so a missing one is a defect. */
  public static Terminology load() {
    var bodySites = new HashMap<String, Coding>();
    for (var row : rows("body-sites.tsv")) {
      bodySites.put(row[0], new Coding(CodeSystems.SNOMED_CT, row[1], row[2]));
    }
    var snomedRt = new HashMap<String, String>();
    for (var row : rows("snomed-rt.tsv")) {
      snomedRt.put(row[0], row[1]);
    }
    return new Terminology(bodySites, snomedRt);
  }

  private static List<String[]> rows(String file) {
    var stream = TerminologyFiles.class.getResourceAsStream(FOLDER + file);
    try (var reader =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(stream, file), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package ai.kaapana.clinical.radiomics.feature;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The features of PyRadiomics with unit and IBSI code, read from {@code pyradiomics-ibsi.tsv}.
 *
 * <p><b>Source:</b> IBSI reference manual 11 (feature definitions); DICOM PS3.16 CID 218.
 *
 * <p><b>Why</b> a filtered feature carries no IBSI code: the code names the feature of the image as
 * it is; a search for it must not find the same formula applied to a wavelet decomposition.
 */
public final class FeatureCatalogue {

  private static final String RESOURCE = "pyradiomics-ibsi.tsv";
  private static final String HOUNSFIELD = "[hnsf'U]";
  private static final int COLUMNS = 8;

  private final Map<String, CatalogueEntry> entries;

  private FeatureCatalogue(Map<String, CatalogueEntry> entries) {
    this.entries = entries;
  }

  /** The catalogue that ships with the adapter. */
  public static FeatureCatalogue load() {
    try (InputStream in = FeatureCatalogue.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("Missing resource " + RESOURCE);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FeatureCatalogue parse(String table) {
    var entries = new LinkedHashMap<String, CatalogueEntry>();
    table
        .lines()
        .filter(line -> !line.startsWith("#") && !line.startsWith("class\t"))
        .map(FeatureCatalogue::entry)
        .forEach(entry -> entries.put(key(entry.featureClass(), entry.feature()), entry));
    return new FeatureCatalogue(entries);
  }

  private static CatalogueEntry entry(String line) {
    var cells = line.split("\t", COLUMNS);
    return new CatalogueEntry(
        cells[0],
        cells[1],
        cells[2],
        cells[3],
        Agreement.valueOf(cells[4].toUpperCase(Locale.ROOT)),
        cells[5].equals("yes"),
        bound(cells[6]),
        bound(cells[7]));
  }

  private static @Nullable BigDecimal bound(String cell) {
    return cell.isEmpty() ? null : new BigDecimal(cell);
  }

  private static String key(String featureClass, String feature) {
    return featureClass + "_" + feature;
  }

  /** All lines in the order of the table. */
  public Collection<CatalogueEntry> entries() {
    return entries.values();
  }

  /** Names of the features that PyRadiomics computes for a class when nothing else is asked. */
  public Set<String> defaults(String featureClass) {
    var names = new TreeSet<String>();
    entries.values().stream()
        .filter(entry -> entry.byDefault() && entry.featureClass().equals(featureClass))
        .forEach(entry -> names.add(entry.feature()));
    return names;
  }

  /**
   * Unit and IBSI code of a feature under the given circumstances; never guessed from a likeness.
   */
  public CodedFeature code(FeatureName name, Extraction extraction) {
    var entry = Optional.ofNullable(entries.get(key(name.featureClass(), name.feature())));
    var unit = entry.map(known -> unit(known, name, extraction)).orElse("1");
    var ibsi =
        entry.filter(known -> carriesIbsi(known, name, extraction)).map(CatalogueEntry::ibsi);
    return new CodedFeature(name, unit, ibsi, entry);
  }

  private static boolean carriesIbsi(
      CatalogueEntry entry, FeatureName name, Extraction extraction) {
    return name.unfiltered()
        && switch (entry.agreement()) {
          case EQUAL -> true;
          case CONDITIONAL -> !extraction.shifted();
          case CONVERT, NONE -> false;
        };
  }

  private static String unit(CatalogueEntry entry, FeatureName name, Extraction extraction) {
    var hounsfield = name.unfiltered() && extraction.hounsfield();
    return switch (entry.unit()) {
      case "I" -> hounsfield ? HOUNSFIELD : "1";
      case "I2" -> hounsfield ? HOUNSFIELD + "2" : "1";
      case "I2.mm3" -> hounsfield ? HOUNSFIELD + "2.mm3" : "mm3";
      default -> entry.unit();
    };
  }
}

package ai.kaapana.clinical.radiomics.feature;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The features of the tools with unit and IBSI code, read from one table for each tool.
 *
 * <p><b>Source:</b> IBSI reference manual 11 (feature definitions); DICOM PS3.16 CID 218.
 *
 * <p><b>Why</b> a filtered feature carries no IBSI code: the code names the feature of the image as
 * it is; a search for it must not find the same formula applied to a wavelet decomposition.
 */
public final class FeatureCatalogue {

  private static final Map<Tool, String> RESOURCES =
      Map.of(
          Tool.PYRADIOMICS, "pyradiomics-ibsi.tsv",
          Tool.MITK, "mitk-ibsi.tsv",
          Tool.TOTALSEGMENTATOR, "totalsegmentator.tsv");
  private static final String HOUNSFIELD = "[hnsf'U]";
  private static final int COLUMNS = 9;
  private static final int AGGREGATION = 8;

  private final Map<Key, CatalogueEntry> entries;

  private FeatureCatalogue(Map<Key, CatalogueEntry> entries) {
    this.entries = entries;
  }

  private record Key(Tool tool, String featureClass, String feature) {

    static Key of(CatalogueEntry entry) {
      var mitk = entry.tool() == Tool.MITK;
      return new Key(
          entry.tool(),
          entry.featureClass(),
          mitk ? MitkName.plain(entry.feature()) : entry.feature());
    }

    static Key of(FeatureName name) {
      return new Key(name.tool(), name.featureClass(), name.feature());
    }
  }

  /** The catalogue that ships with the adapter. */
  public static FeatureCatalogue load() {
    var entries = new LinkedHashMap<Key, CatalogueEntry>();
    for (var tool : Tool.values()) {
      for (var line : table(RESOURCES.get(tool))) {
        var entry = entry(tool, line);
        entries.put(Key.of(entry), entry);
      }
    }
    return new FeatureCatalogue(entries);
  }

  private static List<String> table(String resource) {
    try (InputStream in = FeatureCatalogue.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("Missing resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("class\t"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CatalogueEntry entry(Tool tool, String line) {
    var cells = line.split("\t", COLUMNS);
    var aggregation = cells.length > AGGREGATION ? cells[AGGREGATION] : "";
    return new CatalogueEntry(
        tool,
        cells[0],
        cells[1],
        cells[2],
        cells[3],
        Agreement.valueOf(cells[4].toUpperCase(Locale.ROOT)),
        cells[5].equals("yes"),
        bound(cells[6]),
        bound(cells[7]),
        aggregation.isEmpty() ? null : Aggregation.valueOf(aggregation.toUpperCase(Locale.ROOT)));
  }

  private static @Nullable BigDecimal bound(String cell) {
    return cell.isEmpty() ? null : new BigDecimal(cell);
  }

  /** All lines of a tool in the order of its table. */
  public List<CatalogueEntry> entries(Tool tool) {
    return entries.values().stream().filter(entry -> entry.tool() == tool).toList();
  }

  /** Names of the features that PyRadiomics computes for a class when nothing else is asked. */
  public Set<String> defaults(String featureClass) {
    var names = new TreeSet<String>();
    entries(Tool.PYRADIOMICS).stream()
        .filter(entry -> entry.byDefault() && entry.featureClass().equals(featureClass))
        .forEach(entry -> names.add(entry.feature()));
    return names;
  }

  /**
   * Unit and IBSI code of a feature under the given circumstances; never guessed from a likeness.
   */
  public CodedFeature code(FeatureName name, Extraction extraction) {
    var entry = Optional.ofNullable(entries.get(Key.of(name)));
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
          case CONVERT, DIFFERENT, NONE -> false;
        };
  }

  private static String unit(CatalogueEntry entry, FeatureName name, Extraction extraction) {
    var hounsfield = name.unfiltered() && extraction.hounsfield();
    return switch (entry.unit()) {
      case "I" -> hounsfield ? HOUNSFIELD : "1";
      case "I2" -> hounsfield ? HOUNSFIELD + "2" : "1";
      case "I.mm3" -> hounsfield ? HOUNSFIELD + ".mm3" : "mm3";
      case "I2.mm3" -> hounsfield ? HOUNSFIELD + "2.mm3" : "mm3";
      default -> entry.unit();
    };
  }
}

package ai.kaapana.clinical.radiomics.configuration;

import ai.kaapana.clinical.radiomics.feature.Tool;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A configuration of the extractor.
 *
 * @param version of the tool without a leading v, {@code unknown} if the file does not say
 * @param hash SHA-256 of the canonical text in hex; the identity
 * @param canonical JSON with tool, version, image types, settings and features
 * @param normalized whether intensities were normalised before extraction
 * @param shifted whether voxelArrayShift is other than 0, or unknown
 * @param parameters text of the parameter file, null if none was given
 */
public record ExtractorConfiguration(
    Tool tool,
    String version,
    String hash,
    String canonical,
    Completeness completeness,
    boolean normalized,
    boolean shifted,
    @Nullable String parameters) {

  private static final int SHORT = 8;

  /** A revision of a source tree is longer than any version. */
  private static final int LONG = 39;

  /** Name of a configuration that nobody named. */
  public String derivedName() {
    var known = version.length() > LONG ? version.substring(0, SHORT) : version;
    var name = tool.name().toLowerCase(Locale.ROOT);
    return name + "-" + known + "-" + hash.substring(0, SHORT);
  }
}

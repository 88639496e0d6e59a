package ai.kaapana.clinical.radiomics.configuration;

import org.jspecify.annotations.Nullable;

/**
 * A configuration of the extractor.
 *
 * @param version of PyRadiomics without a leading v, {@code unknown} if the file does not say
 * @param hash SHA-256 of the canonical text in hex; the identity
 * @param canonical JSON with tool, version, image types, settings and features
 * @param normalized whether intensities were normalised before extraction
 * @param shifted whether voxelArrayShift is other than 0, or unknown
 * @param parameters text of the parameter file, null if none was given
 */
public record ExtractorConfiguration(
    String version,
    String hash,
    String canonical,
    Completeness completeness,
    boolean normalized,
    boolean shifted,
    @Nullable String parameters) {

  private static final int SHORT = 8;

  /** Name of a configuration that nobody named. */
  public String derivedName() {
    return "pyradiomics-" + version + "-" + hash.substring(0, SHORT);
  }
}

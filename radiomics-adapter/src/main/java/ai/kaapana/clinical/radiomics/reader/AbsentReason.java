package ai.kaapana.clinical.radiomics.reader;

/** Why a feature has no number. */
public enum AbsentReason {
  /** {@code nan}. */
  NOT_A_NUMBER("not-a-number"),
  /** {@code inf}. */
  POSITIVE_INFINITY("positive-infinity"),
  /** {@code -inf}. */
  NEGATIVE_INFINITY("negative-infinity"),
  /** The tool wrote nothing: empty, {@code None}, {@code #N/A}. */
  EMPTY("empty"),
  /** A complex number with an imaginary part; its real part alone would be a wrong value. */
  COMPLEX("complex"),
  /** A number that an IEEE double cannot hold. */
  OUT_OF_RANGE("out-of-range"),
  /** Text that is no number. */
  UNPARSABLE("unparsable"),
  /** The extraction of the whole region failed; its zeros are no measurements. */
  ERROR("error");

  private final String code;

  AbsentReason(String code) {
    this.code = code;
  }

  /** Stable code for reports. */
  public String code() {
    return code;
  }
}

package ai.kaapana.clinical.server.rest;

import java.util.List;

/**
 * Looks through the bytes of a JSON text for characters that cannot be stored: control characters
 * and halves of surrogate pairs, plain or escaped.
 *
 * <p>Why here: PostgreSQL refuses a NUL late, in the middle of a transaction or only when it is
 * indexed, and a half pair silently becomes another character. U+001F is let through, since it
 * joins the parts of our identifier values.
 */
final class JsonTextCheck {

  private static final int UNIT_SEPARATOR = 0x1f;
  private static final int NONE = -1;

  /** Digits still missing of an escape; 0 outside of one. */
  private int digits;

  private int value;
  private boolean backslash;
  private boolean highBefore;

  void accept(int unit) {
    if (digits > 0) {
      digit(unit);
    } else if (backslash) {
      escape(unit);
    } else if (unit == '\\') {
      backslash = true;
    } else {
      plain(unit);
    }
  }

  private void digit(int unit) {
    var digit = Character.digit(unit, 16);
    if (digit == NONE) {
      throw refusal();
    }
    value = value * 16 + digit;
    if (--digits == 0) {
      escaped(value);
    }
  }

  private void escape(int unit) {
    backslash = false;
    if (unit == 'u') {
      digits = 4;
      value = 0;
    } else if (highBefore) {
      throw refusal();
    }
  }

  private void escaped(int unit) {
    var low = Character.isLowSurrogate((char) unit);
    if (low != highBefore || isControl(unit)) {
      throw refusal();
    }
    highBefore = Character.isHighSurrogate((char) unit);
  }

  private void plain(int unit) {
    if (highBefore || isControl(unit)) {
      throw refusal();
    }
  }

  private static boolean isControl(int unit) {
    return unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r' && unit != UNIT_SEPARATOR;
  }

  private static Refusal refusal() {
    return new Refusal(400, FhirServerCode.WRITE_CONTENT, "control character", List.of());
  }
}

package ai.kaapana.clinical.fhir.concept;

import java.util.regex.Pattern;

/** LOINC codes carry a check digit, so a mistyped one can be told from a real one. */
public final class Loinc {

  private static final Pattern FORM = Pattern.compile("\\d{1,7}-\\d");

  private Loinc() {}

  /** Source: LOINC Users' Guide, appendix on the check digit (mod 10, Luhn). */
  public static boolean isValid(String code) {
    if (!FORM.matcher(code).matches()) {
      return false;
    }
    var digits = code.substring(0, code.length() - 2);
    var sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      var digit = digits.charAt(digits.length() - 1 - i) - '0';
      var doubled = i % 2 == 0 ? digit * 2 : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return (10 - sum % 10) % 10 == code.charAt(code.length() - 1) - '0';
  }
}

package ai.kaapana.clinical.linker.model;

import java.util.regex.Pattern;

/** The form of DICOM UIDs. Source: DICOM PS3.5 section 9.1. */
public final class Uid {

  private static final int MAX_LENGTH = 64;
  private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d*)(\\.(0|[1-9]\\d*))+");

  private Uid() {}

  /** Says whether a text, its padding cut, is a UID. */
  public static boolean isValid(String text) {
    return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
  }
}

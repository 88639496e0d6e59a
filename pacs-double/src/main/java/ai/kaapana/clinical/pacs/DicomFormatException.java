package ai.kaapana.clinical.pacs;

import java.io.IOException;

/**
 * Tells that bytes are not a readable DICOM data set. The message names tags and lengths, never a
 * value.
 */
public final class DicomFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  DicomFormatException(String message) {
    super(message);
  }
}

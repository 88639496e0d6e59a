package ai.kaapana.clinical.linker.dicomweb;

import ai.kaapana.clinical.linker.model.Dataset;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads DICOM JSON of tests by the reader of the client. */
public final class DicomJson {

  private DicomJson() {}

  /** Returns the objects of an array. */
  public static List<Dataset> array(String json) {
    var objects = new ArrayList<Dataset>();
    try {
      DicomJsonReader.read(
          new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), objects::add);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return objects;
  }

  /** Returns one object whose attributes are given without the outer braces. */
  public static Dataset object(String attributes) {
    return array("[{" + attributes + "}]").get(0);
  }
}

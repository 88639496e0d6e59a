package ai.kaapana.clinical.linker;

import ai.kaapana.clinical.testing.auth.ServiceAuthMatrix;
import java.nio.file.Path;

class AuthMatrixIT extends ServiceAuthMatrix {

  AuthMatrixIT() {
    super(DicomLinkerApplication.class, "dicom-linker");
  }

  @Override
  protected String[] settings(Path folder) {
    return new String[] {
      "clinical.linker.pacs.name=away",
      "clinical.linker.pacs.base-url=http://127.0.0.1:9",
      "clinical.linker.pacs.time-zone=Europe/Berlin"
    };
  }
}

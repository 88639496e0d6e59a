package ai.kaapana.clinical.importer;

import ai.kaapana.clinical.testing.auth.ServiceAuthMatrix;
import java.nio.file.Path;

class AuthMatrixIT extends ServiceAuthMatrix {

  AuthMatrixIT() {
    super(ImportServiceApplication.class, "import-service");
  }

  @Override
  protected String[] settings(Path folder) {
    return new String[] {"clinical.import.spool=" + folder.resolve("spool")};
  }
}

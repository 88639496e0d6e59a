package ai.kaapana.clinical.radiomics;

import ai.kaapana.clinical.testing.auth.ServiceAuthMatrix;

class AuthMatrixIT extends ServiceAuthMatrix {

  AuthMatrixIT() {
    super(RadiomicsAdapterApplication.class, "radiomics-adapter");
  }
}

package ai.kaapana.clinical.service.auth;

import java.security.interfaces.RSAPublicKey;

/** A component whose certificate this service was given. */
record TrustedService(String component, RSAPublicKey key) {}

/**
 * How features were extracted, as a canonical text whose hash is the identity of the configuration.
 */
@NullMarked
package ai.kaapana.clinical.radiomics.configuration;

import org.jspecify.annotations.NullMarked;

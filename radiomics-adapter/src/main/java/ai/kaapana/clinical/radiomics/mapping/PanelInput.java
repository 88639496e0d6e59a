package ai.kaapana.clinical.radiomics.mapping;

import ai.kaapana.clinical.radiomics.configuration.ExtractorConfiguration;
import ai.kaapana.clinical.radiomics.reader.Measurement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a panel is made of.
 *
 * @param configurationName name under which users ask for the configuration
 * @param measurements in the order of the file; empty if the extraction failed
 * @param failure why the extraction failed, null if it did not
 */
public record PanelInput(
    Target target,
    ExtractorConfiguration configuration,
    String configurationName,
    List<Measurement> measurements,
    @Nullable String failure) {}
